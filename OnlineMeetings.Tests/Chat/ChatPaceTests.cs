using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Chat;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Chat;

public class ChatPaceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly MeetingId _meeting = MeetingId.New();
    private readonly PersonId _ana = PersonId.New();

    [Fact]
    public void Ten_messages_at_once_then_one_a_second()
    {
        var pace = new ChatPace(_time);
        Assert.Equal(ChatPace.Burst, Enumerable.Range(0, 500).Count(_ => pace.MayWrite(_meeting, _ana)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(pace.MayWrite(_meeting, _ana));
        Assert.False(pace.MayWrite(_meeting, _ana));
    }

    [Fact]
    public void T19_Who_writes_too_fast_errs_alone()
    {
        var pace = new ChatPace(_time);
        for (var i = 0; i < 500; i++)
            pace.MayWrite(_meeting, _ana);
        Assert.True(pace.MayWrite(_meeting, PersonId.New()));
        Assert.True(pace.MayWrite(MeetingId.New(), _ana));
    }

    [Fact]
    public void Who_has_rested_is_forgotten()
    {
        var pace = new ChatPace(_time);
        for (var i = 0; i < 20_000; i++)
        {
            pace.MayWrite(_meeting, PersonId.New());
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }
        Assert.InRange(pace.Remembered, 1, 1024);
    }
}
