using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Rooms;

/// <summary>
/// What somebody should hear of also while their tab is hidden: messages, knocks and arrivals, none of them their own. It is drawn with
/// the page, unseen, so that a connection that was away for a moment loses none; whether the tab is hidden, the browser knows.
/// </summary>
public sealed class NoticeBoard(IStringLocalizer<RoomTexts> t)
{
    /// <summary>The most characters of a message that are told.</summary>
    public const int MaxLength = 140;

    /// <summary>How many things there were since one came to the meeting.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them were knocks, which an organizer hears in any case.</summary>
    public int Knocks { get; private set; }

    /// <summary>The newest of them.</summary>
    public string Words { get; private set; } = "";

    /// <param name="view">With the news in it.</param>
    /// <param name="moderates">Opens the door to those who knock.</param>
    public void Apply(RoomEvent news, RoomView view, Participant me, bool moderates)
    {
        switch (news)
        {
            case MessagePosted { Message: var message } when message.Author != me.Person:
                Say(t["{0}: {1}", message.AuthorName, Shortened(message.Text)]);
                break;
            case WaiterCame { Who: var waiter } when moderates:
                Knocks++;
                Say(t["{0} waits to be let in.", waiter.Name]);
                break;
            // Whom a room that died takes back in has not come just now.
            case ParticipantJoined { Who: var who } when !view.Recovering && who.Person != me.Person && view.People.Count(p => p.Person == who.Person) == 1:
                Say(t["{0} came in.", who.Name]);
                break;
        }
    }

    private void Say(string words) => (Count, Words) = (Count + 1, words);

    private static string Shortened(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        if (line.Length <= MaxLength)
            return line;
        // Not between the halves of one character.
        var end = char.IsHighSurrogate(line[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return line[..end] + "…";
    }
}
