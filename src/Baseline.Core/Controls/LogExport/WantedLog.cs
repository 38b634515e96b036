using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.StorageAccounts;

namespace Baseline.Controls.LogExport;

/// <summary>A category group, by which a setting can be written.</summary>
/// <param name="Name">The group.</param>
/// <param name="Categories">The categories that it switches on.</param>
public sealed record LogGroup(string Name, IReadOnlyList<string> Categories);

/// <summary>A log that settings export: what of it is wanted, and how sentences speak of it. Letter case never matters.</summary>
/// <param name="Name">What it is called, such as <c>audit log</c>.</param>
/// <param name="SourceNoun">What that is which logs, such as <c>vault</c>.</param>
/// <param name="Categories">The wanted categories, at least one: a setting does only where it exports all of them.</param>
/// <param name="Groups">
/// The category groups that hold all of them; a setting of groups is completed with the first. Where there is none, a setting of groups
/// can't be completed.
/// </param>
/// <param name="Container">The container of storage accounts that Azure Monitor writes it to.</param>
public sealed record WantedLog(
    string Name, string SourceNoun, IReadOnlyList<string> Categories, IReadOnlyList<string> Groups, string Container)
{
    /// <summary>The categories that the tool's own setting is written with; the wanted ones by default.</summary>
    public IReadOnlyList<string> OwnCategories { get; init; } = Categories;

    /// <summary>
    /// The group that the tool's own setting is written with, where nothing stands in its way; null, the default, for names.
    /// </summary>
    public LogGroup? OwnGroup { get; init; }

    /// <summary>The groups that hold a single category, where that differs from category to category; empty by default.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> GroupsByCategory { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// The groups that Azure is known to offer there, in which alone a setting of groups is written; those that hold all wanted
    /// categories by default; null where it is not known, and what a setting has is taken for offered.
    /// </summary>
    public IReadOnlyList<string>? OfferedGroups { get; init; } = Groups;

    /// <summary>
    /// Whether it may lie anywhere in the container, as any type of blob (<see cref="LogPath.IsAnywhere"/>); false by default.
    /// </summary>
    public bool IsAnywhereInContainer { get; init; }

    /// <summary>Whether what logs has no region by which its destinations could be chosen; false by default.</summary>
    public bool HasNoRegion { get; init; }

    /// <summary>The table of a workspace that it ends up in; null, the default, where what a workspace keeps is not looked at.</summary>
    public string? Table { get; init; }

    /// <summary>
    /// Whether it ends up in a table also where <see cref="Table"/> does not say in which, so that it can't be told how long it is kept;
    /// false by default.
    /// </summary>
    public bool HasTable { get; init; }

    /// <summary>The wanted categories as text.</summary>
    public string Text { get; init; } = string.Join(", ", Categories);

    /// <summary>The first group that is on in a setting and that Azure is not known to offer there; null where there is none.</summary>
    public string? UnofferedGroup(DiagnosticSetting setting) => OfferedGroups is { } offered
        ? setting.Logs.FirstOrDefault(row => row is { Enabled: true, Group: { } group }
            && !offered.Contains(group, StringComparer.OrdinalIgnoreCase))?.Group
        : null;

    /// <summary>The rows of a setting that speak of a wanted category, on or off.</summary>
    public IReadOnlyList<LogRow> Rows(DiagnosticSetting setting) => [.. setting.Logs.Where(IsAbout)];

    /// <summary>Whether a row, on or off, speaks of a wanted category: by name, or by a group that holds it.</summary>
    public bool IsAbout(LogRow row) => Categories.Any(category => row.SpeaksOf(category, GroupsOf(category)));

    /// <summary>The groups that hold a category.</summary>
    public IReadOnlyList<string> GroupsOf(string category) => GroupsByCategory.GetValueOrDefault(category, Groups);

    /// <summary>The wanted categories that a setting does not export.</summary>
    public IReadOnlyList<string> MissingIn(DiagnosticSetting setting) => [.. Categories.Where(category => !IsOn(setting, category))];

    /// <summary>Whether a setting exports all wanted categories.</summary>
    public bool IsOn(DiagnosticSetting setting) => MissingIn(setting).Count == 0;

    /// <summary>Whether a setting exports a category.</summary>
    public bool IsOn(DiagnosticSetting setting, string category) =>
        setting.Logs.Any(row => row.Enabled && row.SpeaksOf(category, GroupsOf(category)));
}
