using Baseline.Azure;

namespace Baseline.Estates;

/// <summary>
/// Types of which every resource in scope is needed with its diagnostic settings, and with what it offers to them. A type that turns
/// out to have no logs is none of them.
/// </summary>
/// <param name="Types">The types.</param>
/// <param name="Except">Types that are not needed although they are among those.</param>
public sealed record LoggedTypes(IReadOnlyList<TypePattern> Types, IReadOnlyList<TypePattern> Except)
{
    /// <summary>Whether what decides how long accounts and workspaces keep the logs is needed; false by default.</summary>
    public bool Retention { get; init; }

    /// <summary>Every type that has logs.</summary>
    public static LoggedTypes All { get; } = new([new TypePattern(TypePattern.Any)], []) { Retention = true };

    /// <summary>Whether a type is needed.</summary>
    public bool Contains(string type) =>
        Types.Any(pattern => pattern.Matches(type)) && !Except.Any(pattern => pattern.Matches(type));
}
