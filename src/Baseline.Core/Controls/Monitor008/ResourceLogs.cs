using Baseline.Azure.StorageAccounts;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// What of its logs a resource must export, and in what form a setting does. A demand that money would have to be paid for may leave
/// out what is charged.
/// </summary>
internal sealed class ResourceLogs
{
    private const string Name = "log";
    private const string Noun = "resource";

    private readonly Monitor008Settings _settings;
    private readonly LogRule _rule;
    private readonly OfferedLogs _offered;
    private readonly LogType? _type;
    private readonly string? _group;

    /// <summary>Works it out.</summary>
    /// <param name="settings">What the document wants.</param>
    /// <param name="rule">The rule that decides.</param>
    /// <param name="offered">What the resource offers.</param>
    /// <param name="type">What is known of its type; null where nothing is.</param>
    public ResourceLogs(Monitor008Settings settings, LogRule rule, OfferedLogs offered, LogType? type)
    {
        (_settings, _rule, _offered, _type) = (settings, rule, offered, type);

        // A resource that offers no group of what shows who did what exports everything.
        _group = rule.Logs.Group == WantedLogs.Audit && offered.IsTold && offered.InGroup(WantedLogs.Audit).Count == 0
            ? WantedLogs.AllLogs
            : rule.Logs.Group;
        Wanted = _group is null
            ? [.. offered.Logs.Where(log => rule.Logs.Names.Contains(log.Name, StringComparer.OrdinalIgnoreCase))]
            : offered.InGroup(_group) is { Count: > 0 } held ? held
            : offered.Logs;
    }

    /// <summary>The wanted categories; none where the resource offers none of those that the rule names.</summary>
    public IReadOnlyList<OfferedLog> Wanted { get; }

    /// <summary>
    /// The wanted categories for a destination: without those that are charged there, where the document denies that.
    /// </summary>
    public IReadOnlyList<OfferedLog> For(LogDemand demand) =>
        _settings.ExportsCharged || IsOfWorkspace(demand) ? Wanted : [.. Wanted.Where(log => !log.IsCharged)];

    /// <summary>
    /// Whether one setting can't serve all destinations, because a workspace is to get what is charged for elsewhere and denied there.
    /// </summary>
    public bool NeedsTwoSettings => _settings.MayNeedTwo(_rule) && Wanted.Any(log => log.IsCharged);

    /// <summary>The names of the settings that are the tool's own, in the order in which they are used.</summary>
    public IReadOnlyList<string> OwnNames => [_settings.SettingName, _settings.SecondSettingName];

    /// <summary>Whether what is exported for a demand goes to a workspace.</summary>
    public static bool IsOfWorkspace(LogDemand demand) => (demand.Target?.Sink.Kind ?? demand.Kinds[0]) == SinkKind.Workspace;

    /// <summary>The wanted logs in a few words.</summary>
    public string Words => _group ?? string.Join(", ", Wanted.Select(log => log.Name));

    /// <summary>What is demanded of one category.</summary>
    /// <param name="log">The category.</param>
    /// <param name="table">The table of a workspace that it ends up in; null where that is not known.</param>
    /// <param name="container">
    /// The container of a storage account that a data collection rule sends it to; null, the default, for that of settings.
    /// </param>
    public LogRequirement Requirement(OfferedLog log, string? table, string? container = null) => Requirement(
        new WantedLog(Name, Noun, [log.Name], GroupsOf(log), container ?? LogContainers.OfCategory(log.Name))
        {
            Table = table,
            HasTable = true,
            IsAnywhereInContainer = container is not null,
        });

    /// <summary>What a setting has to be completed or created with, so that it exports some categories.</summary>
    /// <param name="logs">The categories, at least one; one that several destinations lack may be there for each.</param>
    /// <param name="byName">Whether the tool's own setting names them, although a group holds them; false by default.</param>
    public LogRequirement Completing(IReadOnlyList<OfferedLog> logs, bool byName = false)
    {
        var whole = WholeGroup(logs);
        return Requirement(new WantedLog(
            Name, Noun, [.. logs.Select(log => log.Name)], whole is null ? [] : [whole.Name], LogContainers.OfCategory(logs[0].Name))
        {
            OwnGroup = byName ? null : whole,
            OfferedGroups = _offered.IsTold ? [.. _offered.Logs.SelectMany(log => log.Groups)] : null,
            GroupsByCategory = _offered.Logs.ToDictionary(log => log.Name, GroupsOf, StringComparer.Ordinal),
        }) with
        {
            Retention = null,
        };
    }

    /// <summary>
    /// The wanted group, where the resource says that it offers it, and where it switches on nothing that is not wanted; null where
    /// categories are to be named, as for a resource that does not say what it offers: no groups of it are known.
    /// </summary>
    private LogGroup? WholeGroup(IReadOnlyList<OfferedLog> logs)
    {
        if (_group is null || _offered.InGroup(_group) is not { Count: > 0 } held)
        {
            return null;
        }

        // A group grows with what Microsoft adds to it, and what a resource of the type can log may all be in it one day.
        var isAllowed = _settings.ExportsCharged || _type is not { HasCharged: true } || logs.Any(log => log.IsCharged);
        return isAllowed ? new LogGroup(_group, [.. held.Select(log => log.Name)]) : null;
    }

    /// <summary>
    /// The groups that hold a category. Where the resource does not say, everything is in the group of everything; and the group that
    /// is wanted does, as it is all that can be looked for.
    /// </summary>
    private IReadOnlyList<string> GroupsOf(OfferedLog log) => _offered.IsTold ? log.Groups
        : _group is null or WantedLogs.AllLogs ? [WantedLogs.AllLogs]
        : [_group, WantedLogs.AllLogs];

    private LogRequirement Requirement(WantedLog log) =>
        new(Monitor008Settings.Id, log, _rule.Destination, _settings.SettingName, ChangeRanks.ResourceSetting)
        {
            Retention = _rule.Retention,
            RetentionPath = $"{_rule.Path}.retentionDays",
            JudgesRetention = _rule.Retention is not null,
            PrefersNamed = true,
            FreeOnly = _settings.ExportsCharged ? [] : [.. _offered.Logs.Where(log => log.IsCharged).Select(log => log.Name)],
        };
}
