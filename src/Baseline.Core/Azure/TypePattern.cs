namespace Baseline.Azure;

/// <summary>
/// Resource types by name: <c>*</c> stands for any text, slashes as well, and a type also names what hangs beneath it, such as
/// <c>Microsoft.Sql/servers</c> the databases of servers. Letter case does not matter.
/// </summary>
/// <param name="Text">The pattern, such as <c>Microsoft.Network/*</c>.</param>
public sealed record TypePattern(string Text)
{
    /// <summary>The text of the pattern that matches every type.</summary>
    public const string Any = "*";

    /// <summary>Whether a type is among those named.</summary>
    public bool Matches(string type) =>
        ResourcePattern.MatchesSegment(Text, type) || ResourcePattern.MatchesSegment($"{Text}/*", type);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
