using System.Globalization;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.Monitor006;
using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>Reads what the layers together say.</summary>
internal sealed class DocumentReader(DiagnosticBag bag)
{
    private const string ApiVersion = "baseline/v1";
    private const string Kind = "Baseline";

    /// <summary>Checks the apiVersion and kind of one layer, which may leave them to another.</summary>
    public void CheckHeader(MapNode layer) => Header(new MapReader(layer, "", layer.Place, bag));

    /// <summary>The document; null where the bag has an error.</summary>
    public BaselineDocument? Read(MapNode root)
    {
        var document = new MapReader(root, "", root.Place, bag);
        Header(document);
        var name = document.Map("metadata", required: true) is { } metadata ? Name(metadata) : null;
        var scope = document.Map("scope", required: true) is { } scopeMap ? new ScopeReader(bag).Read(scopeMap) : null;
        var (vaults, monitor, controls) = Controls(document);
        var exemptions = new ExemptionReader(bag).Read(document, controls);
        var limits = Limits(document);
        document.Done();
        return bag.HasErrors || name is null || scope is null
            ? null
            : new BaselineDocument(name, ContentDigest.Of(root), scope, vaults, monitor, exemptions, limits);
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

    private (KeyVault004Settings? Vaults, Monitor006Settings? Monitor, IReadOnlyList<string> Ids) Controls(MapReader document)
    {
        const string Key = "controls";
        KeyVault004Settings? vaults = null;
        Monitor006Settings? monitor = null;
        var ids = new List<string>();
        var entries = document.Entries(Key, required: true);
        foreach (var (key, value) in entries ?? [])
        {
            if (!KnownControls.Ids.Contains(key.Text))
            {
                bag.Add(ValueDiagnostics.UnknownControl(key, KnownControls.Ids));
            }
            else
            {
                ids.Add(key.Text);
                var control = document.AsMap(value, $"{Key}.{key.Text}", key.Place);
                vaults ??= control is not null && key.Text == KeyVault004Settings.Id
                    ? new KeyVault004Reader(bag).Read(control)
                    : null;
                monitor ??= control is not null && key.Text == Monitor006Settings.Id
                    ? new Monitor006Reader(bag).Read(control)
                    : null;
            }
        }

        if (entries is { Count: 0 })
        {
            bag.Add(RuleDiagnostics.NoControls(document.PlaceOf(Key), KnownControls.Ids));
        }

        return (vaults, monitor, ids);
    }

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
