namespace OnlineMeetings.Invitations;

/// <summary>Names the resources of this folder: English is the key, German stands in InvitationTexts.de.resx.</summary>
public sealed class InvitationTexts;
