using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;

namespace OnlineMeetings.Tests.Calendar.Ics;

/// <summary>What holds for every appointment, tried with hundreds of them that are the same each time.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void What_is_written_is_read_as_it_was() =>
        Holds(500, appointment => Assert.Equal(appointment, Assert.Single(IcsReader.Read(IcsWriter.Write([appointment])).Appointments)));

    [Fact]
    public void No_line_is_longer_than_75_octets_and_none_is_folded_in_a_character() =>
        Holds(200, appointment => IcsWriterTests.Lines(IcsWriter.Write([appointment])));

    [Fact]
    public void Two_halves_of_a_split_series_have_the_occurrences_of_the_whole() => Holds(100, appointment =>
    {
        var start = appointment.When.Start.InUtc().ToInstant();
        var (from, to) = (start - Duration.FromDays(30), start + Duration.FromDays(700));
        var whole = Occurrences.Between(appointment, from, to, DateTimeZone.Utc);
        if (whole.FirstOrDefault(instance => instance.Of > appointment.When.Start && !instance.IsChanged) is not { } middle)
            return;

        var (before, after) = appointment.Split(middle.Of, "other", Instant.FromUnixTimeSeconds(0));

        var both = new[] { before!, after }.SelectMany(half => Occurrences.Between(half, from, to, DateTimeZone.Utc));
        Assert.Equal(whole.Select(instance => instance.Time), both.Select(instance => instance.Time).OrderBy(time => time.Start));
    });

    private static void Holds(int times, Action<Appointment> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(times).WithReplay(new Replay(new Rnd(2026), FSharpOption<int>.None)),
        Prop.ForAll(AnyAppointment.Any.ToArbitrary(), property));
}
