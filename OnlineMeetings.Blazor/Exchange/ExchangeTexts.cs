namespace OnlineMeetings.Exchange;

/// <summary>Names the resources of this folder: English is the key, German stands in ExchangeTexts.de.resx.</summary>
public sealed class ExchangeTexts;
