using System.Text.Json.Nodes;
using Baseline.Plans.Undoing;
using Xunit;

namespace Baseline.Core.Tests.Undoing;

/// <summary>A journal is read whole, or refused: an undo never leaves out a write without a word.</summary>
public sealed class RunRecordTests
{
    private const string Run = """{"event":"run","formatVersion":"1.0","plan":"p","baseline":"b","baselineDigest":"d"}""";
    private const string Start = """{"event":"starting","change":"c1","action":"update","resource":"/r","type":"T","apiVersion":"v","method":"PUT","body":{},"before":{}}""";
    private const string Applied = """{"event":"finished","change":"c1","outcome":"applied","after":{}}""";

    /// <summary>A member of the line that begins a write, what it is instead (nothing: it is missing), and what is said.</summary>
    public static TheoryData<string, string, string> BrokenStarts
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var member in new[] { "change", "resource", "type", "apiVersion", "method", "action" })
            {
                foreach (var value in new[] { "", "null", "1", "\"\"", "{}" })
                {
                    data.Add(member, value, $"\"{member}\" is missing or no text.");
                }
            }

            data.Add("event", "", "It does not say of what event it tells.");
            data.Add("event", "7", "It does not say of what event it tells.");
            data.Add("method", "\"HEAD\"", "\"method\" is none of PUT, PATCH, DELETE, POST.");
            data.Add("method", "\"DELETE\"", "\"body\" is not null, as of a deletion.");
            data.Add("action", "\"replace\"", "\"action\" is none of create, update and delete.");
            data.Add("action", "\"1\"", "\"action\" is none of create, update and delete.");
            foreach (var value in new[] { "", "null", "1", "[]" })
            {
                data.Add("body", value, "\"body\" is not an object.");
            }

            foreach (var value in new[] { "", "1", "[]", "\"x\"" })
            {
                data.Add("before", value, "\"before\" is neither an object nor null.");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(BrokenStarts))]
    public void A_line_that_begins_a_write_is_whole_or_the_journal_is_refused(string member, string value, string why)
    {
        var line = JsonNode.Parse(Start) as JsonObject ?? [];
        line.Remove(member);
        if (value.Length > 0)
        {
            line[member] = JsonNode.Parse(value);
        }

        Refused(why, Run, line.ToJsonString(), Applied);
    }

    [Fact]
    public void What_stands_twice_or_ends_nothing_is_refused()
    {
        Refused("It opens a second run.", Run, Start, Run);
        Refused("It begins change c1 a second time.", Run, Start, Start);
        Refused("It ends a change, and does not say which.", Run, Start, """{"event":"finished","outcome":"applied"}""");
    }

    [Theory]
    [InlineData("", null, true)]
    [InlineData(""","outcome":"applied" """, "applied", true)]
    [InlineData(""","outcome":"unverified" """, "unverified", true)]
    [InlineData(""","outcome":"unknown" """, "unknown", true)]
    [InlineData(""","outcome":"failed" """, "failed", false)]
    [InlineData(""","outcome":"stale" """, "stale", false)]
    [InlineData(""","outcome":"alreadyDone" """, "alreadyDone", false)]
    [InlineData(""","outcome":"Failed" """, null, true)]
    [InlineData(""","outcome":"halted" """, null, true)]
    [InlineData(""","outcome":1""", null, true)]
    public void An_outcome_that_is_not_told_or_not_known_may_have_taken_effect(string outcome, string? known, bool may)
    {
        var change = Assert.Single(Read(Run, Start, $$"""{"event":"finished","change":"c1"{{outcome}}}""")?.Changes ?? []);

        Assert.Equal((known, may), (change.Outcome, change.MayHaveTakenEffect));
    }

    [Fact]
    public void Events_that_this_release_does_not_know_and_changes_that_were_not_sent_are_passed_over() =>
        Assert.Equal(
            ["c1"],
            Read(Run, """{"event":"later","change":"c9"}""", Start, Applied, """{"event":"finished","change":"c2","outcome":"stale"}""", """{"event":"end"}""")
                ?.Changes.Select(change => change.ChangeId) ?? []);

    private static RunRecord? Read(params string[] lines) => RunRecord.Read(string.Join('\n', lines), "run.jsonl").Value;

    private static void Refused(string why, params string[] lines)
    {
        var diagnostic = Assert.Single(RunRecord.Read(string.Join('\n', lines), "run.jsonl").Diagnostics);

        Assert.Equal("BL5004", diagnostic.Code);
        Assert.Contains(why, diagnostic.Detail, StringComparison.Ordinal);
    }
}
