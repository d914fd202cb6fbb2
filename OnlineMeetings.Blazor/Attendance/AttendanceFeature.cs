using OnlineMeetings.Accounts;

namespace OnlineMeetings.Attendance;

internal static class AttendanceFeature
{
    public static void AddAttendance(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AttendanceBook>();
        builder.Services.AddSingleton<ForgottenStays>();
        builder.Services.AddSingleton<AttendanceLedger>();
        builder.Services.AddHostedService(services => services.GetRequiredService<AttendanceLedger>());
        builder.Services.AddSingleton<IPersonalData, OwnStays>();
    }
}
