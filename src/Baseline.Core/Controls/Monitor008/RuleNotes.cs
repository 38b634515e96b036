namespace Baseline.Controls.Monitor008;

/// <summary>
/// What is worth saying once and not for each resource: how many have none of the wanted logs, of which types nothing was known, and for
/// how many the plan switches on what is charged for.
/// </summary>
internal sealed class RuleNotes(Monitor008Settings settings, ControlContext context)
{
    private readonly Dictionary<LogRule, int> _without = [];
    private readonly SortedDictionary<string, int> _charged = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _new = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts a resource that offers none of the logs that its rule names.</summary>
    public void CountWithout(LoggedResource resource) =>
        _without[resource.Rule] = _without.GetValueOrDefault(resource.Rule) + 1;

    /// <summary>Counts a resource that is judged, if its type is not known to have logs and it says itself that it has.</summary>
    public void CountNew(LoggedResource resource)
    {
        if (resource.Offered.IsTold && LogTypeCatalogue.Product.Find(resource.Id.Type) is null)
        {
            var type = resource.TypeName;
            _new[type] = _new.GetValueOrDefault(type) + 1;
        }
    }

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
                $"{LogWords.Resources(_without[rule])} of the types of this rule {(_without[rule] == 1 ? "offers" : "offer")} none of the "
                    + "categories that it names, and no later rule is asked.",
                IsWarning: false));
        }

        if (_new.Count > 0)
        {
            context.Notice(new Notice(
                "BL2050",
                settings.Control,
                $"controls.{settings.Control}",
                $"This release does not know that resources of some types have logs, and judges them by what they say themselves: "
                    + $"{Counted(_new)}.",
                IsWarning: false));
        }

        if (_charged.Count > 0)
        {
            var logs = Counted(_charged);
            context.Notice(new Notice(
                "BL2049",
                settings.Control,
                $"controls.{settings.Control}",
                $"The plan switches on logs whose export to storage accounts and event hubs is charged for: {logs}."));
        }
    }

    private static string Counted(SortedDictionary<string, int> counts) =>
        string.Join("; ", counts.Select(one => $"{one.Key} ({LogWords.Resources(one.Value)})"));
}
