using OnlineMeetings.Attendance;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Attendance;

public sealed class LinkReviewTests
{
    [Theory]
    [InlineData(30, 0, 0, true)]
    [InlineData(120, 120, 100, true)]
    [InlineData(0, 0, 0, false)]
    [InlineData(-1, 0, 0, false)]
    [InlineData(121, 0, 0, false)]
    [InlineData(30, 31, 0, false)]
    [InlineData(30, -1, 0, false)]
    [InlineData(30, 0, -1, false)]
    [InlineData(30, 0, 101, false)]
    [InlineData(30, 0, double.NaN, false)]
    public void Only_what_can_have_been_seen_is_sound(int samples, int poor, double lost, bool isSound) =>
        Assert.Equal(isSound, new LinkReview(samples, poor, lost).IsSound);

    [Theory]
    [InlineData(0, 0, LinkGrade.Good)]
    [InlineData(4, 2, LinkGrade.Good)]
    [InlineData(0, 4, LinkGrade.Fair)]
    [InlineData(5, 0, LinkGrade.Fair)]
    [InlineData(20, 0, LinkGrade.Poor)]
    public void A_link_that_was_poor_for_a_moment_was_not_poor(int poorOf100, double lost, LinkGrade grade) =>
        Assert.Equal(grade, new LinkReview(100, poorOf100, lost).Grade);

    [Fact]
    public void A_stay_averages_what_it_hears_by_how_long_it_was_looked_at()
    {
        var stay = new Stay
        {
            Id = Guid.NewGuid(), MeetingId = MeetingId.New(), PersonId = PersonId.New(), Name = "Bo", IsGuest = true, From = DateTime.UtcNow,
        };

        stay.Add(new LinkReview(30, 0, 1));
        stay.Add(new LinkReview(10, 10, 9));

        Assert.Equal((40, 10, 3.0), (stay.LinkSamples, stay.LinkPoor, stay.LinkLost));
    }
}
