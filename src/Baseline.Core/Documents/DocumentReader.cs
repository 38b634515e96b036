using System.Globalization;
using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>Reads what the layers together say.</summary>
/// <param name="controls">The controls that a document can have.</param>
/// <param name="bag">Takes what is wrong.</param>
internal sealed class DocumentReader(IReadOnlyList<ControlReader> controls, DiagnosticBag bag)
{
    private const string ApiVersion = "baseline/v1";
    private const string Kind = "Baseline";

    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["apiVersion"] = "apiVersion: baseline/v1",
        ["kind"] = "kind: Baseline",
        ["metadata"] = "metadata:\n      name: azure-logging",
        ["metadata.name"] = "name: azure-logging",
        ["scope"] = "scope:\n      subscriptions: [11111111-1111-1111-1111-111111111111]",
    };

    /// <summary>Checks the apiVersion and kind of one layer, which may leave them to another.</summary>
    public void CheckHeader(MapNode layer) => Header(Reader(layer));

    /// <summary>The document; null where the bag has an error.</summary>
    public BaselineDocument? Read(MapNode root)
    {
        var document = Reader(root);
        Header(document);
        var name = document.Map("metadata", required: true) is { } metadata ? Name(metadata) : null;
        var scope = document.Map("scope", required: true) is { } scopeMap ? new ScopeReader(bag).Read(scopeMap) : null;
        var ids = new List<string>();
        var misspelt = new List<string>();
        var settings = Controls(document, ids, misspelt);
        DeclaredExport.Check([.. settings.SelectMany(control => control.Exports)], bag.Add);
        CheckLocks(settings);
        var exemptions = new ExemptionReader(controls, bag).Read(document, ids, misspelt, settings);
        var limits = Limits(document);
        var rollout = new RolloutReader(controls, bag).Read(document);
        document.Done();
        return bag.HasErrors || name is null || scope is null
            ? null
            : new BaselineDocument(name, new(() => ContentDigest.Of(root)), scope, settings, exemptions, limits) { Rollout = rollout };
    }

    /// <summary>What is locked for longer than another control accepts can't be mended by anybody until the days are over.</summary>
    private void CheckLocks(IReadOnlyList<IControlSettings> settings)
    {
        foreach (var (days, place) in settings.Select(control => control.LocksLogs).OfType<(int Days, Place Place)>())
        {
            if (settings.FirstOrDefault(control => control.MostDays < days) is { MostDays: { } most } other)
            {
                bag.Add(RuleDiagnostics.LockedBeyond(place, days, other.Control, most));
            }
        }
    }

    private MapReader Reader(MapNode root) => new(root, "", root.Place, bag, ExamplesOf(controls));

    /// <summary>A line to copy for each key that must be there, by its path.</summary>
    private static Dictionary<string, string> ExamplesOf(IReadOnlyList<ControlReader> controls)
    {
        var examples = new Dictionary<string, string>(Examples, StringComparer.Ordinal);
        foreach (var control in controls)
        {
            foreach (var (key, line) in control.Examples)
            {
                examples[$"controls.{control.Id}.{key}"] = line;
            }
        }

        if (controls is [var first, ..])
        {
            var lines = first.Examples.Values.Select(line => $"\n        {line}");
            examples["controls"] = $"controls:\n      {first.Id}:{string.Concat(lines)}";
        }

        return examples;
    }

    private void Header(MapReader document)
    {
        if (document.Word("apiVersion", required: true) is { } version && version.Text != ApiVersion)
        {
            bag.Add(ValueDiagnostics.UnsupportedVersion(version, IsNewer(version.Text)));
        }

        if (document.Word("kind", required: true) is { } kind && kind.Text != Kind)
        {
            bag.Add(ValueDiagnostics.UnsupportedKind(kind));
        }
    }

    private static bool IsNewer(string version) =>
        version.StartsWith("baseline/v", StringComparison.Ordinal)
        && int.TryParse(version.AsSpan(10), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 1;

    private static string? Name(MapReader metadata)
    {
        var name = metadata.Text("name", required: true);
        metadata.Done();
        return name?.Text;
    }

    private List<IControlSettings> Controls(MapReader document, List<string> ids, List<string> misspelt)
    {
        const string Key = "controls";
        var read = new Dictionary<string, IControlSettings>(StringComparer.Ordinal);
        var entries = document.Entries(Key, required: true);
        foreach (var (key, value) in entries ?? [])
        {
            if (controls.FirstOrDefault(control => control.Id == key.Text) is not { } known)
            {
                bag.Add(ValueDiagnostics.UnknownControl(key, [.. controls.Select(control => control.Id)]));
                misspelt.Add(key.Text);
                continue;
            }

            ids.Add(known.Id);
            if (document.AsMap(value, $"{Key}.{known.Id}", key.Place) is { } map)
            {
                read.TryAdd(known.Id, known.Read(map, bag));
            }
        }

        if (entries is { Count: 0 })
        {
            bag.Add(RuleDiagnostics.NoControls(document.PlaceOf(Key), [.. controls.Select(control => control.Id)]));
        }

        // A control that is misspelt may be the one that is missing.
        List<MapEntry> whole = misspelt.Count == 0 ? [.. entries ?? []] : [];
        foreach (var key in whole.Select(entry => entry.Key).Where(key => IsWithoutReceivers(key.Text, ids)))
        {
            bag.Add(RuleDiagnostics.NoReceivers(
                key.Place, key.Text, [.. controls.Where(control => control.LeadsToReceivers).Select(control => control.Id)]));
        }

        return [.. controls.Where(control => read.ContainsKey(control.Id)).Select(control => read[control.Id])];
    }

    /// <summary>Whether a control judges what others of a document lead to, and none of them is there.</summary>
    private bool IsWithoutReceivers(string id, IReadOnlyList<string> ids) =>
        controls.Any(control => control.Id == id && control.JudgesReceivers)
        && !controls.Any(control => control.LeadsToReceivers && ids.Contains(control.Id));

    private static LimitSettings Limits(MapReader document)
    {
        if (document.Map("limits") is not { } limits)
        {
            return new LimitSettings(MaxChanges: null, MaxChangedPercent: null);
        }

        var settings = new LimitSettings(
            limits.Integer("maxChanges", least: 0), limits.Integer("maxChangedPercent", least: 0, most: 100));
        limits.Done();
        return settings;
    }
}
