namespace OnlineMeetings.Hosting;

/// <summary>What browsers are told of every answer.</summary>
internal static class SecurityHeaders
{
    private const int Year = 365 * 24 * 60 * 60;

    // The meeting uses what it needs itself; nothing else may be used, and nothing by a page from elsewhere.
    private const string Permissions =
        "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), picture-in-picture=(self), " +
        "speaker-selection=(self), screen-wake-lock=(self), clipboard-write=(self), autoplay=(self), " +
        "accelerometer=(), geolocation=(), gyroscope=(), magnetometer=(), midi=(), payment=(), serial=(), usb=()";

    /// <summary>Names the policy for what people have uploaded: it is to be saved, not to be run or shown here.</summary>
    public const string Downloads = "downloads";

    public static void DownloadPolicy(HeaderPolicyCollection headers)
    {
        Policy(headers);
        headers.AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddSandbox();
        });
    }

    public static void Policy(HeaderPolicyCollection headers) => headers
        // Browsers heed it only where the certificate is one they trust; localhost is left out by the package.
        .AddStrictTransportSecurityMaxAge(Year)
        .AddFrameOptionsSameOrigin()
        .AddContentTypeOptionsNoSniff()
        // The link of a meeting is a secret: no page that is opened from it is told.
        .AddReferrerPolicyNoReferrer()
        .AddCrossOriginOpenerPolicy(opener => opener.SameOrigin())
        .AddCrossOriginResourcePolicy(resource => resource.SameOrigin())
        .AddCustomHeader("Permissions-Policy", Permissions)
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().Self();
            // The nonce is for the import map alone, which can't be a file.
            csp.AddScriptSrc().Self().WithNonce();
            // MudBlazor places its popovers by style attributes.
            csp.AddStyleSrc().Self().UnsafeInline();
            csp.AddImgSrc().Self().Data().Blob();
            csp.AddMediaSrc().Self().Blob();
            csp.AddWorkerSrc().Self().Blob();
            csp.AddConnectSrc().Self();
            csp.AddFrameSrc().Self();
            csp.AddFrameAncestors().Self();
            csp.AddBaseUri().Self();
            csp.AddFormAction().Self();
            csp.AddObjectSrc().None();
        });
}
