namespace Baseline.Fuzz.Mutations;

/// <summary>What inputs look like, and so which mutations go deep.</summary>
internal enum Syntax
{
    Yaml,
    Json,
    JsonLines,
    Answers,
}
