using System.Buffers.Text;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Meetings;

public sealed class MeetingCodeTests
{
    [Fact]
    public void A_code_carries_128_bits_in_characters_that_need_no_escaping()
    {
        var code = MeetingCode.New();

        Assert.Equal(MeetingCode.Length, code.Length);
        Assert.Equal(16, Base64Url.DecodeFromChars(code).Length);
        Assert.Equal(code, Uri.EscapeDataString(code));
    }

    [Fact]
    public void Ten_thousand_codes_are_all_different() =>
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => MeetingCode.New()).Distinct().Count());

    [Fact]
    public void Every_bit_of_a_code_is_on_about_half_the_time()
    {
        const int Codes = 4_000;
        var on = new int[128];
        for (var i = 0; i < Codes; i++)
        {
            var bytes = Base64Url.DecodeFromChars(MeetingCode.New());
            for (var bit = 0; bit < on.Length; bit++)
                on[bit] += (bytes[bit / 8] >> (bit % 8)) & 1;
        }

        // Eight standard deviations: a fair bit is outside once in 10^15 times.
        Assert.All(on, count => Assert.InRange(count, (Codes / 2) - 253, (Codes / 2) + 253));
    }
}
