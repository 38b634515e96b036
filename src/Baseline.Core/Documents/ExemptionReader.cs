using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>Reads the entries of <c>exemptions</c>.</summary>
/// <param name="known">The controls that a document can have.</param>
/// <param name="bag">Takes what is wrong.</param>
internal sealed class ExemptionReader(IReadOnlyList<ControlReader> known, DiagnosticBag bag)
{
    private const string Unreadable = "unreadable";

    private readonly ValueReader _values = new(bag);

    /// <summary>The exemptions that are sound, in the document's order.</summary>
    /// <param name="document">The document.</param>
    /// <param name="controls">The ids of the controls it has.</param>
    /// <param name="misspelt">
    /// What stands among its controls and is none, which was said there: it is not said again of each exemption.
    /// </param>
    /// <param name="settings">What it says of its controls.</param>
    public IReadOnlyList<Exemption> Read(
        MapReader document,
        IReadOnlyList<string> controls,
        IReadOnlyList<string> misspelt,
        IReadOnlyList<IControlSettings> settings)
    {
        const string Key = "exemptions";
        var exemptions = new List<Exemption>();
        foreach (var (item, index) in (document.List(Key, wanted: "a list of maps")?.Items ?? []).Select((item, index) => (item, index)))
        {
            if (document.AsMap(item, $"{Key}[{index}]", item.Place) is { } entry
                && Exemption(entry, controls, misspelt, settings) is { } exemption)
            {
                exemptions.Add(exemption);
            }
        }

        return exemptions;
    }

    private Exemption? Exemption(
        MapReader entry, IReadOnlyList<string> controls, IReadOnlyList<string> misspelt, IReadOnlyList<IControlSettings> settings)
    {
        var control = Control(entry.Text("control", required: true), controls, misspelt);
        var text = entry.Text("resource", required: true);
        var resource = _values.Pattern(text, entry.PathOf("resource"));
        var reason = entry.Text("reason", required: true);
        var owner = entry.Text("owner", required: true);
        var expires = _values.Day(entry.Text("expires", required: true), entry.PathOf("expires"));
        var allowed = entry.OneOf("allow", [Unreadable]);
        var part = Part(entry, settings.FirstOrDefault(one => one.Control == control), isAll: allowed is null);
        entry.Done();
        if (control is null || text is null || resource is null || reason is null || owner is null || expires is null)
        {
            return null;
        }

        CheckType(control, text);
        return new Exemption(control, resource, reason.Text, owner.Text, expires.Value, entry.Place.Span)
        {
            AllowsUnreadable = allowed == Unreadable,
            Part = part,
        };
    }

    /// <summary>The part, as the control names it; null where there is none, or where the document does not have the control.</summary>
    private string? Part(MapReader entry, IControlSettings? settings, bool isAll)
    {
        if (entry.Word("part") is not { } word)
        {
            return null;
        }

        if (!isAll)
        {
            bag.Add(RuleDiagnostics.PartThatCannotBeRead(word));
        }

        if (settings is null)
        {
            return word.Text;
        }

        var part = settings.Parts.FirstOrDefault(one => one.Equals(word.Text, StringComparison.OrdinalIgnoreCase));
        if (part is null)
        {
            bag.Add(RuleDiagnostics.UnknownPart(word, settings));
        }

        return part;
    }

    private string? Control(ScalarNode? control, IReadOnlyList<string> controls, IReadOnlyList<string> misspelt)
    {
        if (control is null)
        {
            return null;
        }

        if (known.All(one => one.Id != control.Text))
        {
            if (!misspelt.Contains(control.Text))
            {
                bag.Add(ValueDiagnostics.UnknownControl(control, [.. known.Select(one => one.Id)]));
            }

            return null;
        }

        // Where a name among the controls was misspelt, it may be this one.
        if (!controls.Contains(control.Text) && !misspelt.Any(name => Suggestions.Nearest(name, [control.Text]) is not null))
        {
            bag.Add(RuleDiagnostics.ExemptionWithoutControl(control));
        }

        return control.Text;
    }

    /// <summary>An exemption that names a resource which its control never judges is a slip that would go unnoticed.</summary>
    private void CheckType(string control, ScalarNode resource)
    {
        var targets = known.First(one => one.Id == control).Exempts;
        var provider = resource.Text.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase);
        var isInGroup = resource.Text.Contains("/resourceGroups/", StringComparison.OrdinalIgnoreCase);
        var named = provider < 0 || !isInGroup ? null : resource.Text[(provider + 11)..];
        if (named is not null && !named.Contains('*', StringComparison.Ordinal)
            && !targets.Types.Any(type => named.StartsWith(type + "/", StringComparison.OrdinalIgnoreCase)))
        {
            bag.Add(RuleDiagnostics.ExemptionOfOtherType(resource, control, targets.Judged));
        }
    }
}
