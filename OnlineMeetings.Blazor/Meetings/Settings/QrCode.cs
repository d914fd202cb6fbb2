using System.Text;
using QRCoder;

namespace OnlineMeetings.Meetings.Settings;

/// <summary>A text as a QR code (ISO/IEC 18004), drawn as one path with the quiet zone of four modules around it.</summary>
public sealed record QrCode(int Size, string Path)
{
    /// <summary>The code as a picture that a link can carry.</summary>
    public string DataUrl => "data:image/svg+xml," + Uri.EscapeDataString(
        $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Size} {Size}"><rect width="{Size}" height="{Size}" fill="#fff"/><path d="{Path}" fill="#000"/></svg>""");

    public static QrCode Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var row = 0; row < data.ModuleMatrix.Count; row++)
        {
            for (var column = 0; column < data.ModuleMatrix.Count; column++)
            {
                if (data.ModuleMatrix[row][column])
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
            }
        }
        return new QrCode(data.ModuleMatrix.Count, path.ToString());
    }
}
