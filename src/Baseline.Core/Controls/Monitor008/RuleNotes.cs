namespace Baseline.Controls.Monitor008;

/// <summary>
/// What is worth saying once for a rule and not for each of its resources: how many have none of the wanted logs, and for how many the
/// plan switches on what is charged for.
/// </summary>
internal sealed class RuleNotes(Monitor008Settings settings, ControlContext context)
{
    private readonly Dictionary<LogRule, int> _without = [];
    private readonly SortedDictionary<string, int> _charged = new(StringComparer.Ordinal);

    /// <summary>Counts a resource that offers none of the logs that its rule names.</summary>
    public void CountWithout(LoggedResource resource) =>
        _without[resource.Rule] = _without.GetValueOrDefault(resource.Rule) + 1;

    /// <summary>Counts a change that switches on what is charged for.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="logs">The charged categories that the plan newly exports to a storage account or an event hub.</param>
    public void CountCharged(LoggedResource resource, IEnumerable<OfferedLog> logs)
    {
        foreach (var log in logs)
        {
            var name = $"{log.Name} of {LogTypeCatalogue.Product.Find(resource.Id.Type)?.Name ?? resource.Id.Type}";
            _charged[name] = _charged.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>Leaves the notices.</summary>
    public void Leave()
    {
        foreach (var rule in settings.Rules.Where(_without.ContainsKey))
        {
            context.Notice(new Notice(
                "BL2047",
                settings.Control,
                rule.Path,
                $"{LogWords.Resources(_without[rule])} of the types of this rule offer none of the categories that it names, and no later "
                    + "rule is asked.",
                IsWarning: false));
        }

        if (_charged.Count > 0)
        {
            var logs = string.Join("; ", _charged.Select(one => $"{one.Key} ({LogWords.Resources(one.Value)})"));
            context.Notice(new Notice(
                "BL2049",
                settings.Control,
                $"controls.{settings.Control}",
                $"The plan switches on logs whose export to storage accounts and event hubs is charged for: {logs}."));
        }
    }
}
