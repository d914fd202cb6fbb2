using OnlineMeetings.Accounts;
using OnlineMeetings.Files;

namespace OnlineMeetings.Tests.Files;

public class BlockedKindsTests
{
    private readonly BlockedKinds _blocked = new(new ServerSettings().BlockedExtensions);

    [Theory]
    [InlineData("setup.exe", true)]
    [InlineData("SETUP.MSI", true)]
    [InlineData("run.bat ", true)]
    [InlineData("invoice.pdf.js", true)]
    [InlineData("invoice.pdf", false)]
    [InlineData("archive.zip", false)]
    [InlineData("exe", false)]
    public void Extensions_of_the_list_are_blocked(string name, bool blocked) => Assert.Equal(blocked, _blocked.Blocks(name));

    [Theory]
    [InlineData("MZ\u0090\0\u0003", true)]
    [InlineData("\u007fELF\u0002\u0001", true)]
    [InlineData("MZ is the beginning of this text.\n", false)]
    [InlineData("%PDF-1.7", false)]
    [InlineData("M", false)]
    [InlineData("", false)]
    public void Programs_are_known_by_their_beginning(string head, bool blocked) =>
        Assert.Equal(blocked, _blocked.Blocks(System.Text.Encoding.Latin1.GetBytes(head)));

    [Fact]
    public void The_list_may_be_written_in_many_ways() => Assert.True(new BlockedKinds(".exe, .PDF;zip\n").Blocks("a.pdf"));

    [Fact]
    public void An_empty_list_blocks_nothing()
    {
        Assert.False(new BlockedKinds("").Blocks("a.exe"));
        Assert.False(new BlockedKinds("").Blocks("MZ\0"u8));
    }
}
