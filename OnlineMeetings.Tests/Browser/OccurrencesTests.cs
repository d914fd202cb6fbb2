using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OnlineMeetings.Attendance;
using OnlineMeetings.Calendar;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>The occurrences of a repeating meeting, each with its own chat and files.</summary>
[Collection("Pages")]
public sealed class OccurrencesTests(Chromium chromium)
{
    [Fact]
    public async Task What_is_deleted_of_one_is_gone_at_once_in_the_room_and_the_other_stays()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var start = DateTime.UtcNow.Date.AddDays(-2).AddHours(DateTime.UtcNow.Hour);
        await RepeatsDailyAsync(app, meeting, start);
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link, by: "Join chat only");
        await bo.OpensPanelAsync("Chat");
        await Expect(bo.Messages).ToHaveTextAsync([Text("First hello"), Text("Second hello")]);
        await bo.OpensPanelAsync("Files");
        await Expect(bo.FileLink("second.txt")).ToBeVisibleAsync();
        var ana = await app.AdministratorAsync(look: new() { TimezoneId = "UTC" });
        await ana.OpensSettingsAsync(meeting);
        var path = await ana.Page.GetByRole(AriaRole.Link, new() { Name = "Occurrences" }).GetAttributeAsync("href");

        await ana.GoesToAsync(path!);
        await Links(ana).Nth(1).ClickAsync();
        await Expect(ana.Page.GetByText("Second hello")).ToBeVisibleAsync();
        await Expect(ana.Page.GetByText("First hello")).ToHaveCountAsync(0);
        await ana.Button("Delete these files…").ClickAsync();
        await ana.Button("Delete these files").ClickAsync();
        await Expect(bo.FileLink("second.txt")).ToHaveCountAsync(0);
        await Expect(bo.FileLink("first.txt")).ToBeVisibleAsync();
        await bo.OpensPanelAsync("Chat");
        await Expect(bo.Messages).ToHaveCountAsync(2);
        await ana.Button("Delete these messages…").ClickAsync();
        await ana.Button("Delete these messages").ClickAsync();

        await Expect(bo.Messages).ToHaveTextAsync([Text("First hello")]);
        await Expect(ana.Page.GetByText("Second hello")).ToHaveCountAsync(0);
        await bo.WritesAsync("Still here");
        await Expect(bo.Messages).ToHaveTextAsync([Text("First hello"), Text("Still here")]);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Axe_finds_nothing_on_their_pages(ColorScheme scheme, int width)
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var start = DateTime.UtcNow.Date.AddDays(-2).AddHours(DateTime.UtcNow.Hour);
        await RepeatsDailyAsync(app, meeting, start);
        await app.Server.Get<IDbContextFactory<MeetingsDb>>().WriteAsync(db =>
        {
            db.Stays.Add(new Stay
            {
                Id = Guid.CreateVersion7(), MeetingId = meeting.Id, PersonId = PersonId.New(), Name = "Cleo", IsGuest = true, From = start,
            });
            return Task.CompletedTask;
        }, default);
        var ana = await app.AdministratorAsync(look: new()
        {
            ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 844 }, ReducedMotion = ReducedMotion.Reduce,
        });

        await ana.GoesToAsync($"meetings/{meeting.Id.Value}/occurrences");
        await Expect(Links(ana)).ToHaveCountAsync(3);
        await FindsNothingAsync(ana);
        await Links(ana).Last.ClickAsync();
        await Expect(ana.Page.GetByText("First hello")).ToBeVisibleAsync();
        await ana.Button("Delete these messages…").ClickAsync();
        await FindsNothingAsync(ana);
        await ana.Page.GetByRole(AriaRole.Link, new() { Name = "From when to when" }).ClickAsync();
        await Expect(ana.Page.GetByText("Inside")).ToBeVisibleAsync();
        await FindsNothingAsync(ana);
    }

    private static async Task FindsNothingAsync(Somebody who) =>
        Assert.Equal([], (await Findings.OnAsync(who.Page)).Select(one => $"{who.Page.Url}: {one}"));

    private static ILocator Links(Somebody who) => who.Page.GetByRole(AriaRole.Region, new() { Name = "Occurrences" }).GetByRole(AriaRole.Link);

    private static Task RepeatsDailyAsync(MeetingsInChromium app, MeetingHeld held, DateTime start) =>
        app.Server.Get<IDbContextFactory<MeetingsDb>>().WriteAsync(async db =>
        {
            var meeting = await db.Meetings.SingleAsync(m => m.Id == held.Id);
            var local = DateTime.SpecifyKind(start, DateTimeKind.Unspecified);
            meeting.PlanFor(new Schedule(local, local.AddMinutes(20), "UTC", "FREQ=DAILY"), DateTime.UtcNow);
            foreach (var (name, at) in new[] { ("First", start), ("Second", start.AddDays(1)) })
            {
                db.Messages.Add(new ChatMessage
                {
                    MeetingId = held.Id, AuthorId = PersonId.New(), AuthorName = "Cleo", ByGuest = true, Text = $"{name} hello", SentAt = at.AddMinutes(5), Key = Guid.NewGuid(),
                });
                db.Files.Add(new SharedFile
                {
                    Id = Guid.CreateVersion7(), MeetingId = held.Id, UploaderId = PersonId.New(), UploaderName = "Cleo", Name = $"{name.ToLowerInvariant()}.txt", Bytes = 3, UploadedAt = at.AddMinutes(5),
                });
            }
        }, default);

    private static Regex Text(string text) => new(text, RegexOptions.None, TimeSpan.FromSeconds(1));
}
