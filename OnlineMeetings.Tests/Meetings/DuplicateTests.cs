using System.Globalization;
using System.Reflection;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings;

public sealed class DuplicateTests
{
    /// <summary>
    /// What belongs to a meeting's life, or follows from something else. A property that is not named here is a setting: Duplicate
    /// has to copy it.
    /// </summary>
    private static readonly string[] _ownToEach =
    [
        nameof(Meeting.Id), nameof(Meeting.OrganizerId), nameof(Meeting.Code), nameof(Meeting.Title), nameof(Meeting.TitleFolded),
        nameof(Meeting.PasswordVersion), nameof(Meeting.CreatedAt), nameof(Meeting.LastActivityAt), nameof(Meeting.LiveSince),
        nameof(Meeting.ArchivedAt), nameof(Meeting.Rules), nameof(Meeting.Live), nameof(Meeting.Version), nameof(Meeting.IsLocked),
        nameof(Meeting.IsStarted), nameof(Meeting.CoOrganizers), nameof(Meeting.Removals), nameof(Meeting.Plan), nameof(Meeting.Schedule),
        nameof(Meeting.NextAt), nameof(Meeting.NextEndsAt), nameof(Meeting.LastEndsAt), nameof(Meeting.EndToldAt), nameof(Meeting.EndedAt),
        nameof(Meeting.GoesWithAppointments), nameof(Meeting.Wakings),
    ];

    private static readonly DateTime _now = new(2026, 9, 15, 10, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Every_setting_is_copied()
    {
        var (plain, meeting) = (Given(), Given());
        var settings = typeof(Meeting).GetProperties().Where(p => !_ownToEach.Contains(p.Name)).ToList();
        foreach (var setting in settings)
            setting.SetValue(meeting, OtherThan(setting.GetValue(plain), setting));

        var copy = meeting.Duplicate(PersonId.New(), "A copy", _now);

        Assert.NotEmpty(settings);
        Assert.All(settings, setting => Assert.Equal(setting.GetValue(meeting), setting.GetValue(copy)));
    }

    [Fact]
    public void The_copy_has_a_life_of_its_own()
    {
        var meeting = Given();
        meeting.Secure("a hash");
        (meeting.ArchivedAt, meeting.LiveSince) = (_now, _now);
        var bo = PersonId.New();

        var copy = meeting.Duplicate(bo, "A copy", _now);

        Assert.Equal((bo, "A copy", "a copy"), (copy.OrganizerId, copy.Title, copy.TitleFolded));
        Assert.Equal((_now, _now, null, null), (copy.CreatedAt, copy.LastActivityAt, copy.LiveSince, copy.ArchivedAt));
        Assert.NotEqual(meeting.Id, copy.Id);
        Assert.NotEqual(meeting.Code, copy.Code);
        Assert.Equal(("a hash", 1), (copy.PasswordHash, copy.PasswordVersion));
    }

    private static Meeting Given() => new()
    {
        Id = MeetingId.New(),
        OrganizerId = Viewers.Organizer.Person,
        Code = MeetingCode.New(),
        Title = "Autumn catalogue",
        CreatedAt = _now.AddDays(-9),
        LastActivityAt = _now.AddDays(-1),
    };

    // Something that is not the default, whatever the setting's type is.
    private static object OtherThan(object? value, PropertyInfo setting)
    {
        var type = Nullable.GetUnderlyingType(setting.PropertyType) ?? setting.PropertyType;
        if (type == typeof(bool))
            return value is not true;
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().First(other => !other.Equals(value));
        if (type == typeof(string))
            return value + "something else";
        if (type == typeof(DateTime))
            return _now.AddYears(1);
        if (type == typeof(Guid))
            return Guid.NewGuid();
        if (type == typeof(TimeSpan))
            return TimeSpan.FromMinutes(17);
        if (type.IsPrimitive)
            return Convert.ChangeType(Convert.ToInt64(value ?? 0, CultureInfo.InvariantCulture) + 1, type, CultureInfo.InvariantCulture);
        throw new NotSupportedException(
            $"{setting.Name} of {type.Name}: name it in {nameof(_ownToEach)} if it is no setting, else say here what another value of it is.");
    }
}
