using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace OnlineMeetings.Files;

/// <summary>A form with one file in it (multipart/form-data, RFC 7578), read as it arrives.</summary>
public sealed class UploadForm
{
    /// <summary>What a form may be longer than its file.</summary>
    public const int Overhead = 64 * 1024;

    private const int MaxBoundaryLength = 100;
    private const int MaxHeaders = 16;
    private const int MaxHeaderBytes = 16 * 1024;

    private readonly MultipartReader _reader;

    private UploadForm(MultipartReader reader, string? fileName, Stream body)
    {
        _reader = reader;
        GivenName = fileName;
        Body = body;
    }

    /// <summary>As the browser says it, to be judged.</summary>
    public string? GivenName { get; }

    public Stream Body { get; }

    /// <exception cref="FileRefusedException">It is not such a form.</exception>
    public static async Task<UploadForm> OpenAsync(HttpRequest request, CancellationToken ct)
    {
        var reader = new MultipartReader(BoundaryOf(request), request.Body)
        {
            HeadersCountLimit = MaxHeaders,
            HeadersLengthLimit = MaxHeaderBytes,
        };
        return await NextAsync(reader, ct) is { } section && section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition()
            ? new UploadForm(reader, NameIn(disposition), section.Body)
            : throw new FileRefusedException(FileRefusal.NotAForm);
    }

    /// <summary>Makes sure that the form ends after the file: nothing follows, and nothing was cut off.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        if (await NextAsync(_reader, ct) is not null)
            throw new FileRefusedException(FileRefusal.NotAForm);
    }

    private static string BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= MaxBoundaryLength } boundary
            ? boundary
            : throw new FileRefusedException(FileRefusal.NotAForm);

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken ct)
    {
        try
        {
            return await reader.ReadNextSectionAsync(ct);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new FileRefusedException(FileRefusal.CutOff, inner: e);
        }
    }

    // Browsers write a quotation mark as %22 (WHATWG HTML, multipart form data), scripts use the starred form.
    private static string? NameIn(ContentDispositionHeaderValue disposition) =>
        disposition.FileNameStar.Value
            ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value?.Replace("%22", "\"", StringComparison.Ordinal);
}
