using Microsoft.Extensions.Localization;

// Texts lie beside the feature that says them: English is the key, German stands in <Feature>Texts.de.resx.
[assembly: RootNamespace("OnlineMeetings")]
