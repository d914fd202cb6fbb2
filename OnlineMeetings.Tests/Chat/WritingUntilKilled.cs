using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Chat;
using OnlineMeetings.Tests.Support;

/// <summary>Called by the runtime before anything else, in a process where DOTNET_STARTUP_HOOKS names this assembly.</summary>
internal static class StartupHook
{
    public static void Initialize() => WritingUntilKilled.RunAsync().GetAwaiter().GetResult();
}

namespace OnlineMeetings.Tests.Chat
{
    /// <summary>
    /// A process of its own that writes chat messages for as long as it lives, and says the key of each on its output once it is
    /// stored. Only the store: a whole server takes seconds to start.
    /// </summary>
    internal static class WritingUntilKilled
    {
        public const string Database = "TESTS_WRITE_INTO_DATABASE";
        public const string Meeting = "TESTS_WRITE_INTO_MEETING";

        private const int AtOnce = 4;

        public static async Task RunAsync()
        {
            using var contexts = new Contexts(Environment.GetEnvironmentVariable(Database)!);
            var chat = new ChatStore(contexts, new RecordingRooms().Live, new ChatPace(TimeProvider.System), TimeProvider.System);
            var meeting = new MeetingId(Guid.Parse(Environment.GetEnvironmentVariable(Meeting)!));
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WriteAsync(chat, meeting)));
        }

        private static async Task WriteAsync(ChatStore chat, MeetingId meeting)
        {
            while (true)
            {
                // Always another writer: one alone would be too fast.
                var (author, key) = (Viewers.Guest("Bo"), Guid.NewGuid());
                await chat.PostAsync(meeting, author, author.Name, "Whoever reads this was told that it is stored.", key, default);
                Console.WriteLine(key);
            }
        }

        private sealed class Contexts(string database) : IDbContextFactory<MeetingsDb>, IDisposable
        {
            private readonly SqliteWriteGate _gate = new();

            private readonly DbContextOptions<SqliteMeetingsDb> _options =
                new DbContextOptionsBuilder<SqliteMeetingsDb>().UseSqlite($"Data Source={database}").Options;

            public MeetingsDb CreateDbContext() => new SqliteMeetingsDb(_options, _gate);

            public void Dispose() => _gate.Dispose();
        }
    }
}
