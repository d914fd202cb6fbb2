using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Hosting;
using OnlineMeetings.Invitations;
using OnlineMeetings.Mail;
using OnlineMeetings.Shell;
using Quartz;

namespace OnlineMeetings.Tests.Support;

/// <summary>The real writers of invitations, with keys that last as long as the tests.</summary>
public static class Inviting
{
    public static PublicAddress Address { get; } = new(new ServerOptions { PublicUrl = new Uri("https://meet.example.org/") });

    public static MailOptions Mail { get; } = new() { From = "meetings@example.org" };

    public static InvitationLinks Links { get; } = new(new EphemeralDataProtectionProvider(), Address);

    public static InvitationWords Words { get; } =
        new(Texts.Of<InvitationTexts>(), new ScheduleWords(Texts.Of<CalendarTexts>(), new TimeWords(Texts.Of<ShellTexts>())));

    public static InvitationPost Post(TimeProvider time) =>
        new(Mail, Texts.Of<InvitationTexts>(), time);

    public static InvitationRound Round(IDbContextFactory<MeetingsDb> dbs, TimeProvider time) =>
        new(dbs, new InvitationLetters(Mail, Texts.Of<InvitationTexts>(), Words, time), Links, time, NullLogger<InvitationRound>.Instance);

    public static MeetingNews News(TimeProvider time) => new(Address, Post(time), time);

    /// <summary>Rings nowhere: mails stay in the outbox.</summary>
    public static MailBell SilentBell() => new(DispatchProxy.Create<ISchedulerFactory, Silent>());

    public class Silent : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.ReturnType switch
        {
            var type when type == typeof(ValueTask<IScheduler>) => new ValueTask<IScheduler>(Create<IScheduler, Silent>()),
            var type when type == typeof(ValueTask) => default(ValueTask),
            _ => null,
        };
    }
}
