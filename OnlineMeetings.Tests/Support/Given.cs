using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Support;

/// <summary>What a test finds in its database, put there without asking any rule.</summary>
public static class Given
{
    extension(IDbContextFactory<MeetingsDb> dbs)
    {
        /// <summary>Somebody with an account.</summary>
        public Viewer Member(string name)
        {
            var member = new Viewer(PersonId.New(), name, ViewerKind.Member);
            dbs.AddAccount(member);
            return member;
        }

        public void AddAccount(Viewer member)
        {
            using var db = dbs.CreateDbContext();
            var email = $"{member.Person.Value:N}@example.org";
            db.Users.Add(new Account
            {
                Id = member.Person.Value,
                Name = member.Name,
                UserName = email,
                NormalizedUserName = email.ToUpperInvariant(),
                Email = email,
                NormalizedEmail = email.ToUpperInvariant(),
                SecurityStamp = "stamp",
                CreatedAt = DateTime.UtcNow,
            });
            db.SaveChanges();
        }

        public Task LockAsync(Viewer member) => dbs.WriteAsync(
            async db => (await db.Users.SingleAsync(u => u.Id == member.Person.Value)).LockoutEnd = DateTimeOffset.MaxValue, default);

        public Task DeleteAccountAsync(Viewer member) =>
            dbs.WriteAsync(db => db.Users.Where(u => u.Id == member.Person.Value).ExecuteDeleteAsync(), default);

        /// <summary>A meeting of <see cref="Viewers.Organizer"/> that guests may enter.</summary>
        public async Task<Meeting> MeetingAsync(Action<Meeting>? settings = null)
        {
            var meeting = new Meeting
            {
                Id = MeetingId.New(),
                OrganizerId = Viewers.Organizer.Person,
                Code = MeetingCode.New(),
                Title = "Autumn catalogue",
                CreatedAt = DateTime.UtcNow,
                LastActivityAt = DateTime.UtcNow,
                GuestsAllowed = true,
            };
            settings?.Invoke(meeting);
            await dbs.WriteAsync(db => { db.Meetings.Add(meeting); return Task.CompletedTask; }, default);
            return meeting;
        }

        public Task ChangeAsync(Meeting meeting, Action<Meeting> change) =>
            dbs.WriteAsync(async db => change(await db.Meetings.SingleAsync(m => m.Id == meeting.Id)), default);

        /// <summary>Puts many messages into the chat at once.</summary>
        public Task ChatterAsync(Meeting meeting, int count) => dbs.WriteAsync(db =>
        {
            db.Messages.AddRange(Enumerable.Range(0, count).Select(i => new ChatMessage
            {
                MeetingId = meeting.Id,
                AuthorId = Viewers.Organizer.Person,
                AuthorName = Viewers.Organizer.Name,
                ByGuest = false,
                Text = $"Message {i}",
                SentAt = DateTime.UtcNow,
                Key = Guid.NewGuid(),
            }));
            return Task.CompletedTask;
        }, default);
    }
}
