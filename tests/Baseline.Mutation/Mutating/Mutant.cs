namespace Baseline.Mutation.Mutating;

/// <summary>One small change of the product that some test should notice.</summary>
/// <param name="Id">Its number in this build of the product; it moves when code before it does.</param>
/// <param name="File">The file, below <c>src/Baseline.Core</c>.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Member">The method or property that it lies in.</param>
/// <param name="Operator">What kind of change it is.</param>
/// <param name="Before">The code as it stands, on one line.</param>
/// <param name="After">What is run instead.</param>
internal sealed record Mutant(int Id, string File, int Line, string Member, string Operator, string Before, string After)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line} (mutant {Id}, {Member}) {Operator}: {Before} → {After}";
}
