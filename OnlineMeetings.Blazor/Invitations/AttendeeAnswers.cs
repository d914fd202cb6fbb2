using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;

namespace OnlineMeetings.Invitations;

/// <summary>What an attendee answered beside the answer itself, kept as parameters (RFC 5545 §3.2) of who is invited.</summary>
public static class AttendeeAnswers
{
    // As Google names it.
    private const string CommentName = "X-RESPONSE-COMMENT";
    private const string AnsweredName = "X-ANSWERED-AT";

    extension(Attendee attendee)
    {
        /// <summary>What they wrote to their answer; empty for nothing.</summary>
        public string Comment => attendee.Parameter(CommentName) ?? "";

        /// <summary>When they said it; null where they have not.</summary>
        public Instant? AnsweredAt => attendee.Parameter(AnsweredName) is { } text && IcsTime.TryReadUtc(text, out var at) ? at : null;

        /// <summary>The same one, asked and without an answer.</summary>
        internal Attendee Unanswered => attendee.WithoutWords with { Answer = Answer.NeedsAction };

        /// <summary>As others may see them: the comment is for the organizer.</summary>
        internal Attendee WithoutWords => attendee with { Others = [.. attendee.Others.Where(other => other.Name is not (CommentName or AnsweredName))] };

        internal Attendee Answered(Answer answer, string comment, Instant at)
        {
            var asked = attendee.WithoutWords;
            return asked with
            {
                Answer = answer,
                Others =
                [
                    .. asked.Others,
                    .. comment.Length > 0 ? [new Parameter(CommentName, ParameterText.Write(comment))] : (Parameter[])[],
                    new Parameter(AnsweredName, IcsTime.Of(at)),
                ],
            };
        }

        private string? Parameter(string name) =>
            attendee.Others.FirstOrDefault(other => other.Name == name) is { } other ? ParameterText.Read(other.Value) : null;
    }
}
