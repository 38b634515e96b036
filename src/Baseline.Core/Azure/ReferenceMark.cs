namespace Baseline.Azure;

/// <summary>Tells a draft's references, which name drafts by key, from plain text.</summary>
public static class ReferenceMark
{
    /// <summary>Whether a text holds a reference to the answer of a draft or change.</summary>
    public static bool IsIn(string text) => text.Contains("${", StringComparison.Ordinal);
}
