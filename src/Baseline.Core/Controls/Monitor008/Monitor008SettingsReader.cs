using Baseline.Azure;
using Baseline.Controls.LogExport;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Yaml;

namespace Baseline.Controls.Monitor008;

/// <summary>Reads <c>controls.Monitor-008</c>.</summary>
internal sealed class Monitor008SettingsReader(DiagnosticBag bag)
{
    private const string TypesKey = "types";
    private const string ExceptKey = "except";

    private readonly ValueReader _values = new(bag);

    // Every type of every rule, as it is written, with the rule.
    private readonly List<(string Rule, ScalarNode Type)> _ruled = [];

    public Monitor008Settings Read(MapReader control)
    {
        var rules = Rules(control);
        var except = Types(control, ExceptKey, required: false);
        WarnOfIdle(except, control.PathOf(ExceptKey));
        var settingName = _values.SettingName(control.Text("settingName")) ?? Monitor008Settings.DefaultSettingName;
        var charged = control.OneOf("charged", ["allow", "deny"]);
        control.Done();
        return new Monitor008Settings(rules, except, settingName, charged != "deny", control.Place.Span);
    }

    private List<LogRule> Rules(MapReader control)
    {
        const string Key = "rules";
        var rules = new List<LogRule>();
        if (control.List(Key, required: true, "a list of rules") is not { } list)
        {
            return rules;
        }

        if (list.Items.Count == 0)
        {
            bag.Add(ShapeDiagnostics.EmptyValue(list.Place, control.PathOf(Key), "a list of rules"));
        }

        foreach (var (index, item) in list.Items.Index())
        {
            if (control.AsMap(item, $"{control.PathOf(Key)}[{index}]", item.Place) is { } map)
            {
                rules.Add(Rule(map));
            }
        }

        return rules;
    }

    private LogRule Rule(MapReader map)
    {
        var types = Types(map, TypesKey, required: true, map.Where);
        var logs = Logs(map, types);
        var destination = map.Map("destination", required: true) is { } inner
            ? new DestinationReader(bag).Read(inner)
            : new DestinationSettings(map.PathOf("destination"));
        var retention = new RetentionReader(bag).ReadOptional(map);
        map.Done();
        return new LogRule(map.Where, types, logs, destination with { AcceptsPartners = false })
        {
            Retention = retention,
        };
    }

    /// <summary>Warns of types about which a rule can never decide, because <c>except</c> or an earlier rule holds all of them.</summary>
    private void WarnOfIdle(List<TypePattern> except, string exceptPath)
    {
        foreach (var (index, (rule, type)) in _ruled.Index())
        {
            var before = except.Exists(pattern => pattern.Matches(type.Text))
                ? exceptPath
                : _ruled.Take(index).FirstOrDefault(one => one.Rule != rule && new TypePattern(one.Type.Text).Matches(type.Text)).Rule;
            if (before is not null)
            {
                bag.Add(RuleDiagnostics.IdleType(type, rule, before));
            }
        }
    }

    private List<TypePattern> Types(MapReader map, string key, bool required, string? rule = null)
    {
        var types = new List<TypePattern>();
        foreach (var text in Texts(map, key, required, "a list of resource types"))
        {
            var pattern = new TypePattern(text.Text);
            if (!text.Text.Contains('*', StringComparison.Ordinal)
                && !LogTypeCatalogue.Product.All.Any(type => pattern.Matches(type.Name)))
            {
                bag.Add(RuleDiagnostics.TypeWithoutLogs(text, LogTypeCatalogue.Product.All.Select(type => type.Name)));
            }

            types.Add(pattern);
            if (rule is not null)
            {
                _ruled.Add((rule, text));
            }
        }

        return types;
    }

    private WantedLogs Logs(MapReader map, List<TypePattern> types)
    {
        const string Key = "logs";
        if (!map.IsList(Key))
        {
            return WantedLogs.OfGroup(map.OneOf(Key, [WantedLogs.Audit, WantedLogs.AllLogs], required: true) ?? WantedLogs.AllLogs);
        }

        var names = Texts(map, Key, required: true, "a list of categories");
        var known = LogTypeCatalogue.Product.All.Where(type => types.Exists(pattern => pattern.Matches(type.Name)))
            .SelectMany(type => type.Categories.Select(one => one.Name))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.Where(name => !known.Contains(name.Text)))
        {
            bag.Add(RuleDiagnostics.UnknownCategory(name, known));
        }

        return WantedLogs.Named([.. names.Select(name => name.Text)]);
    }

    /// <summary>A list of texts, each once in any letter case.</summary>
    private List<ScalarNode> Texts(MapReader map, string key, bool required, string wanted)
    {
        var path = map.PathOf(key);
        var first = new OrderedDictionary<string, ScalarNode>(StringComparer.OrdinalIgnoreCase);
        var list = map.List(key, required, wanted);
        if (list is { Items.Count: 0 })
        {
            bag.Add(ShapeDiagnostics.EmptyValue(list.Place, path, wanted));
        }

        foreach (var (index, item) in (list?.Items ?? []).Index())
        {
            if (map.AsText(item, $"{path}[{index}]") is { } text && !first.TryAdd(text.Text, text))
            {
                bag.Add(ShapeDiagnostics.ListedTwice(item.Place, path, text.Text, first[text.Text].Place));
            }
        }

        return [.. first.Values];
    }
}
