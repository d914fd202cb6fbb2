using System.Text;

namespace OnlineMeetings.Bench.Browsers;

/// <summary>
/// The fake camera's film: 640×360 at 15 frames a second, moving, two seconds long, which Chromium repeats. A file, since the
/// built-in fake camera offers many sizes and gives each page the one it asks for; this one gives every page the same.
/// </summary>
internal static class TestPicture
{
    private const int Width = 640;
    private const int Height = 360;
    private const int FramesPerSecond = 15;
    private const int Frames = 30;

    public static async Task WriteAsync(string path)
    {
        await using var file = File.Create(path);
        await file.WriteAsync(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F{FramesPerSecond}:1 Ip A1:1 C420jpeg\n"));
        for (var frame = 0; frame < Frames; frame++)
        {
            await file.WriteAsync("FRAME\n"u8.ToArray());
            await file.WriteAsync(Picture(frame));
        }
    }

    /// <summary>Diagonal waves that wander over a coloured ground: neither a still nor noise, like a person before a wall.</summary>
    private static byte[] Picture(int frame)
    {
        var picture = new byte[Width * Height * 3 / 2];
        for (var at = 0; at < Width * Height; at++)
        {
            var (x, y) = (at % Width, at / Width);
            picture[at] = (byte)(128 + (60 * Math.Sin((x + y) / 40.0 + (frame * 2 * Math.PI / Frames))) + (30 * Math.Sin(y / 11.0)));
        }
        Array.Fill(picture, (byte)110, Width * Height, Width * Height / 4);
        Array.Fill(picture, (byte)150, Width * Height * 5 / 4, Width * Height / 4);
        return picture;
    }
}
