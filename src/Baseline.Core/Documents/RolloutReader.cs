using Baseline.Diagnostics;
using Baseline.Selecting;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>Reads <c>rollout</c>.</summary>
/// <param name="controls">The controls that a document can have.</param>
/// <param name="bag">Takes what is wrong.</param>
internal sealed class RolloutReader(IReadOnlyList<ControlReader> controls, DiagnosticBag bag)
{
    private const string Key = "rollout";

    /// <summary>The waves that are sound, in the document's order.</summary>
    public IReadOnlyList<RolloutWave> Read(MapReader document)
    {
        var waves = new List<WrittenWave>();
        foreach (var (index, item) in (document.List(Key, wanted: "a list of maps")?.Items ?? []).Index())
        {
            if (document.AsMap(item, $"{Key}[{index}]", item.Place) is { } entry && Wave(entry) is { } wave)
            {
                if (waves.Find(other => other.Name.Text == wave.Name.Text) is { } first)
                {
                    bag.Add(ShapeDiagnostics.ListedTwice(wave.Name.Place, Key, wave.Name.Text, first.Name.Place));
                    continue;
                }

                waves.Add(wave);
            }
        }

        Check(waves);
        return [.. waves.Select(wave => new RolloutWave(wave.Name.Text, wave.Only, wave.After?.Text))];
    }

    private WrittenWave? Wave(MapReader entry)
    {
        var name = entry.Text("name", required: true);
        var only = entry.Map("only") is { } map ? Selectors(map) : SelectorSet.Everything;
        var after = entry.Text("after");
        entry.Done();
        return name is null ? null : new WrittenWave(name, only, after);
    }

    private SelectorSet Selectors(MapReader only)
    {
        var selectors = new List<Selector>();
        if (only.IsEmpty)
        {
            bag.Add(ShapeDiagnostics.EmptyValue(only.Place, only.Where, "a list of names under subscription, control or another kind"));
        }

        foreach (var (name, kind) in Selector.Kinds)
        {
            var list = only.List(name);
            if (list is { Items.Count: 0 })
            {
                bag.Add(ShapeDiagnostics.EmptyValue(only.PlaceOf(name), only.PathOf(name), "a list of names"));
            }

            foreach (var (index, item) in (list?.Items ?? []).Index())
            {
                if (only.AsText(item, $"{only.PathOf(name)}[{index}]") is { } text && IsKnown(kind, text))
                {
                    selectors.Add(new Selector(kind, text.Text));
                }
            }
        }

        only.Done();
        return new SelectorSet(selectors);
    }

    private bool IsKnown(SelectorKind kind, ScalarNode text)
    {
        if (kind != SelectorKind.Control || controls.Any(control => control.Id.Equals(text.Text, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        bag.Add(ValueDiagnostics.UnknownControl(text, [.. controls.Select(control => control.Id)]));
        return false;
    }

    private void Check(List<WrittenWave> waves)
    {
        var told = false;
        foreach (var wave in waves)
        {
            if (wave.After is { } after && !waves.Exists(other => other.Name.Text == after.Text))
            {
                bag.Add(RuleDiagnostics.UnknownWave(after, [.. waves.Select(other => other.Name.Text)]));
            }
            else if (!told && Circle(waves, wave) is { } circle)
            {
                bag.Add(RuleDiagnostics.WavesInCircle(wave.Name, circle));
                told = true;
            }
        }

        if (waves.FindAll(wave => wave.Only.IsEmpty) is [var first, var second, ..])
        {
            bag.Add(RuleDiagnostics.TwoWavesForTheRest(second.Name, first.Name));
        }
    }

    /// <summary>The waves from one to itself by way of <c>after</c>; null where there is no such way.</summary>
    private static List<string>? Circle(List<WrittenWave> waves, WrittenWave start)
    {
        List<string> passed = [start.Name.Text];
        for (var at = start; at?.After is { } after && passed.Count <= waves.Count;)
        {
            passed.Add(after.Text);
            if (after.Text == start.Name.Text)
            {
                return passed;
            }

            at = waves.Find(wave => wave.Name.Text == after.Text);
        }

        return null;
    }

    private sealed record WrittenWave(ScalarNode Name, SelectorSet Only, ScalarNode? After);
}
