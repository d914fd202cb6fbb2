using FsCheck;
using FsCheck.Fluent;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;

namespace OnlineMeetings.Tests.Calendar.Ics;

/// <summary>What is written and read again is the same, whatever it is.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void What_is_written_is_read_as_it_was() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(AnyAppointment.Any.ToArbitrary(), appointment =>
        {
            var read = Assert.Single(IcsReader.Read(IcsWriter.Write([appointment])).Appointments);
            Assert.Equal(appointment, read);
        }));

    [Fact]
    public void No_line_is_longer_than_75_octets_and_all_of_them_are_text() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(AnyAppointment.Any.ToArbitrary(), appointment => { _ = IcsWriterTests.Lines(IcsWriter.Write([appointment])); }));

    [Fact]
    public void Two_halves_of_a_split_series_have_the_occurrences_of_the_whole() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100),
        Prop.ForAll(AnyAppointment.Any.Where(appointment => appointment.Rule is not null).ToArbitrary(), appointment =>
        {
            var whole = OccurrencesTests.Between(appointment, "20100101T000000Z", "20400101T000000Z", NodaTime.DateTimeZone.Utc).Take(50).ToList();
            if (whole.FirstOrDefault(instance => instance.Of > appointment.When.Start && !instance.IsChanged) is not { } middle)
                return;

            var (before, from) = appointment.Split(middle.Of, "other", NodaTime.Instant.FromUnixTimeSeconds(0));

            var both = new[] { before!, from }.SelectMany(half => OccurrencesTests.Between(half, "20100101T000000Z", "20400101T000000Z", NodaTime.DateTimeZone.Utc));
            Assert.Equal(whole.Select(i => i.Time), both.Select(i => i.Time).OrderBy(time => time.Start).Take(whole.Count));
        }));
}
