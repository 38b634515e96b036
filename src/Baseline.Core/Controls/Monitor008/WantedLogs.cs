namespace Baseline.Controls.Monitor008;

/// <summary>Which of its logs a resource must export: those of a category group, or categories by name.</summary>
/// <param name="Group">The group, in Azure's spelling; null where categories are named.</param>
/// <param name="Names">The named categories, in the document's order; empty where a group is wanted.</param>
public sealed record WantedLogs(string? Group, IReadOnlyList<string> Names)
{
    /// <summary>The group of what shows who did what.</summary>
    public const string Audit = "audit";

    /// <summary>The group of everything.</summary>
    public const string AllLogs = "allLogs";

    /// <summary>A group.</summary>
    public static WantedLogs OfGroup(string group) => new(group, []);

    /// <summary>Categories by name.</summary>
    public static WantedLogs Named(IReadOnlyList<string> names) => new(null, names);

    /// <inheritdoc/>
    public override string ToString() => Group ?? string.Join(", ", Names);
}
