using Microsoft.Data.Sqlite;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Bench.Lists;

/// <summary>The least that can be asked for a page of cards: the meetings' own columns, in SQL written by hand, without Entity Framework.</summary>
internal static class BarePage
{
    public static async Task ReadAsync(SqliteConnection connection, ListWish wish, int skip)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT m.Id, m.Code, m.Title, m.LastActivityAt FROM Meetings m
            WHERE {Whose(wish)} {string.Concat(WordsOf(wish).Select((_, at) => $"AND instr(m.TitleFolded, $word{at}) > 0 "))}
            ORDER BY {Order(wish.Sort)} LIMIT {MeetingLists.PageSize + 1} OFFSET {skip}
            """;
        command.Parameters.AddWithValue("$person", wish.Whose.Value);
        foreach (var (at, word) in WordsOf(wish).Index())
            command.Parameters.AddWithValue($"$word{at}", word);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            _ = (reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetDateTime(3));
    }

    private static string[] WordsOf(ListWish wish) => wish.Search.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Whose(ListWish wish) => wish.Shelf switch
    {
        MeetingShelf.Participated => "m.Id IN (SELECT p.MeetingId FROM Participations p WHERE p.PersonId = $person) AND m.OrganizerId <> $person",
        MeetingShelf.Archive => "m.OrganizerId = $person AND m.ArchivedAt IS NOT NULL",
        _ when wish.Search.Length > 0 => "m.OrganizerId = $person",
        _ => "m.OrganizerId = $person AND m.ArchivedAt IS NULL",
    };

    private static string Order(MeetingSort sort) => sort switch
    {
        MeetingSort.Next => "m.NextAt IS NULL, m.NextAt, m.LastActivityAt DESC, m.Id DESC",
        MeetingSort.Title => "m.TitleFolded, m.Id",
        MeetingSort.Newest => "m.CreatedAt DESC, m.Id DESC",
        _ => "m.LastActivityAt DESC, m.Id DESC",
    };
}
