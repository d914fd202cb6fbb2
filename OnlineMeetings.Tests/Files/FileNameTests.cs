using OnlineMeetings.Files;

namespace OnlineMeetings.Tests.Files;

public class FileNameTests
{
    [Theory]
    [InlineData("plan.pdf", "plan.pdf")]
    [InlineData("Übersicht – Größe.docx", "Übersicht – Größe.docx")]
    [InlineData("U\u0308bersicht.txt", "Übersicht.txt")]
    [InlineData("家族 👨‍👩‍👧.png", "家族 👨‍👩‍👧.png")]
    [InlineData(".gitignore", ".gitignore")]
    [InlineData("a.tar.gz", "a.tar.gz")]
    [InlineData("say \"hi\".txt", "say \"hi\".txt")]
    [InlineData("<3.txt", null)]
    [InlineData("trailing.txt. . ", "trailing.txt")]
    [InlineData("a..b.txt", "a..b.txt")]
    [InlineData("console.txt", "console.txt")]
    [InlineData("<script>alert(1)</script>.txt", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData(".", null)]
    [InlineData("..", null)]
    [InlineData(" . .. ", null)]
    [InlineData("a\0.txt", null)]
    [InlineData("a\n.txt", null)]
    [InlineData("con", null)]
    [InlineData("NUL.txt", null)]
    [InlineData("com1.log", null)]
    [InlineData("LPT¹", null)]
    [InlineData("a.exe:stream.txt", null)]
    [InlineData("report\u202efdp.exe", null)]
    public void Names_are_kept_or_refused(string? given, string? kept) => Assert.Equal(kept, FileName.Accept(given));

    public static TheoryData<string> Traversals => new(
        new[]
        {
            "../x", "..\\x", "/etc/passwd", "\\\\server\\share", "C:\\x", "C:x", "a/b", "a\\b", "./x", ".\\x", "../../../../x", "..%2f/x", "x/..",
            "x/../y", "//x", "/", "\\", "..", "...", ". .", "..\0", "x\0/../y", "..\u2044x", "..\u2215x", "..\uff0fx", "..\uff3cx", "~/x", "x/", "x\\",
            "file:///x", "\\\\?\\C:\\x", "\\\\.\\COM1", "..\r\n/x", "\t/x", "x/\u202e", "a:b", "::$DATA", "x::$DATA", "nul", "aux.txt",
        });

    [Theory]
    [MemberData(nameof(Traversals))]
    public void T11_Names_that_are_paths_are_refused(string given) => Assert.Null(FileName.Accept(given));

    [Fact]
    public void A_name_has_255_characters_at_most()
    {
        Assert.NotNull(FileName.Accept(new string('a', 255)));
        Assert.Null(FileName.Accept(new string('a', 256)));
    }

    [Fact]
    public void Half_an_emoji_is_no_name() => Assert.Null(FileName.Accept("a\ud83d.txt"));

    [Theory]
    [InlineData("x.exe", "exe")]
    [InlineData("x.EXE", "exe")]
    [InlineData("x.exe.", "exe")]
    [InlineData("x.exe ", "exe")]
    [InlineData("x.exe. . .", "exe")]
    [InlineData("x. exe", "exe")]
    [InlineData("x．ｅｘｅ", "exe")]
    [InlineData("x․exe", "exe")]
    [InlineData("x.e\u200bxe", "exe")]
    [InlineData("x.e\u00adxe", "exe")]
    [InlineData("x.pdf.exe", "exe")]
    [InlineData(".exe", "exe")]
    [InlineData("x.exe.pdf", "pdf")]
    [InlineData("exe", "")]
    [InlineData("x", "")]
    public void The_extension_is_seen_through_disguises(string name, string extension) => Assert.Equal(extension, FileName.ExtensionOf(name));
}
