using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor008;

/// <summary>What the data collection rules that a resource is associated with do with its logs.</summary>
/// <param name="Exports">What they send, one for each rule and destination; settings for everything else.</param>
/// <param name="WhyOpen">Why they may send more, as a clause; null where that is all.</param>
internal sealed record RulesOfResource(IReadOnlyList<RuleExport> Exports, string? WhyOpen)
{
    /// <summary>No rules, or none that have to be looked at.</summary>
    public static RulesOfResource None { get; } = new([], null);
}

/// <summary>
/// The data collection rules of an estate, by the resources that are associated with them. A rule that does not exist sends nothing; one
/// that could not be read may send anything.
/// </summary>
/// <param name="estate">What was observed.</param>
internal sealed class AssociatedRules(Estate estate)
{
    // Thousands of resources may share one.
    private readonly Dictionary<ResourceId, DataCollectionRule> _rules = [];

    /// <summary>The rules of a resource.</summary>
    public RulesOfResource Of(LoggedResource resource)
    {
        var associations = estate.List(resource.Id, TypeNames.DataCollectionRuleAssociation);
        if (associations is { Resources: [], Unreadable: null })
        {
            return RulesOfResource.None;
        }

        List<string> categories = [.. resource.Offered.Logs.Select(log => log.Name)];
        var exports = new List<RuleExport>();
        var open = associations.Unreadable is { } entry
            ? $"which ones it is associated with could not be read ({entry.Why})"
            : null;
        foreach (var id in associations.Resources.Select(RuleOf).OfType<ResourceId>().Distinct())
        {
            var (found, why) = Of(id, resource.Id.Type, categories);
            exports.AddRange(found);
            open ??= why;
        }

        return new RulesOfResource(exports, open ?? associations.Resources.Select(WhyOpen).FirstOrDefault(why => why is not null));
    }

    private RuleReading Of(ResourceId id, string type, IReadOnlyList<string> categories)
    {
        var lookup = estate.Find(id);
        if (lookup.Resource is not { } found)
        {
            return new RuleReading([], lookup.Presence == Presence.Unknown ? $"{id} could not be read ({lookup.Why})" : null);
        }

        if (!_rules.TryGetValue(id, out var rule))
        {
            _rules[id] = rule = new DataCollectionRule(found);
        }

        var reading = rule.For(type, categories);
        return reading with { WhyUnclear = reading.WhyUnclear is { } why ? $"of {id} {why}" : null };
    }

    /// <summary>An association may be with an endpoint alone, and then carries nothing.</summary>
    private static ResourceId? RuleOf(ObservedResource association) =>
        ResourceId.TryParse(association.Body.TextAt("properties.dataCollectionRuleId"), out var id)
            && id.IsOfType(TypeNames.DataCollectionRule)
            ? id
            : null;

    private static string? WhyOpen(ObservedResource association) =>
        RuleOf(association) is not null ? null
        : association.Body.TextAt("properties.dataCollectionRuleId") is { Length: > 0 } text
            ? $"{association.Id} names \"{text}\", which is no data collection rule"
        : association.Body.TextAt("properties.dataCollectionEndpointId") is { Length: > 0 } ? null
        : $"{association.Id} names neither a data collection rule nor an endpoint";
}
