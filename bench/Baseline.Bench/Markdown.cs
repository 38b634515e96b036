namespace Baseline.Bench;

/// <summary>Tables in Markdown.</summary>
internal static class Markdown
{
    public static string Row(params IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";

    public static string Table(IReadOnlyList<string> heads, IEnumerable<string> rows) =>
        string.Join('\n', [Row(heads), Row([.. heads.Select(_ => "---")]), .. rows]) + "\n";
}
