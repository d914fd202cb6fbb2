using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Views;

namespace OnlineMeetings.Tests.Calendar.Views;

public sealed class LanesTests
{
    private static readonly DateOnly _day = new(2026, 11, 25);

    [Theory]
    [InlineData("9:00-10:00 10:00-11:00", "0/1 0/1")]
    [InlineData("9:00-10:00 9:30-10:30", "0/2 1/2")]
    [InlineData("9:00-12:00 9:30-10:00 10:00-11:00 13:00-14:00", "0/2 1/2 1/2 0/1")]
    [InlineData("9:00-9:05 9:10-9:15", "0/2 1/2")]
    public void What_takes_place_at_the_same_time_stands_beside_each_other(string times, string lanes) =>
        Assert.Equal(lanes, string.Join(' ', Lanes.Of(times.Split(' ').Select(EntryOf), _day).Select(one => $"{one.Lane}/{one.Lanes}")));

    [Fact]
    public void What_goes_over_midnight_ends_with_the_day_and_begins_with_the_next()
    {
        var late = new Entry(Line, _day.ToDateTime(new TimeOnly(23, 0)), _day.AddDays(1).ToDateTime(new TimeOnly(1, 0)));

        Assert.Equal((1380, 1440), (Lanes.Of([late], _day)[0].From, Lanes.Of([late], _day)[0].To));
        Assert.Equal((0, 60), (Lanes.Of([late], _day.AddDays(1))[0].From, Lanes.Of([late], _day.AddDays(1))[0].To));
    }

    private static Entry EntryOf(string times) => times.Split('-') is [var from, var to]
        ? new Entry(Line, _day.ToDateTime(Time(from)), _day.ToDateTime(Time(to)))
        : throw new ArgumentException(times, nameof(times));

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "H:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static CalendarLine Line => new(AppointmentId.New(), default, default, default, IsLocal: true, IsWholeDay: false, "Call", IsCancelled: false, Meeting: null);
}
