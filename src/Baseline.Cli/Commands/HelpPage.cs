using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Baseline.Controls;

namespace Baseline.Cli.Commands;

/// <summary>The help of a command: what is typed every day first, then what says where the estate is, and at the end examples.</summary>
/// <param name="width">Columns of the screen.</param>
/// <param name="catalogue">The controls, of which the first stands in examples.</param>
internal sealed class HelpPage(int width, ControlCatalogue catalogue) : SynchronousCommandLineAction
{
    // In the order in which they are listed; what is not here stands between the two.
    private static readonly string[] First =
    [
        "--file", "--last", "--out", "--format", "--diff", "--against", "--only", "--detailed-exitcode", "--auto-approve", "--expect",
        "--subscription", "--redact",
    ];

    private static readonly string[] Last =
    [
        "--estate", "--emulator", "--cloud", "--endpoint", "--credential", "--parallelism", "--inventory", "--batch", "--allow-outside",
    ];

    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["plan"] =
        [
            "baseline plan --out plan.json",
            "baseline plan --against ref:main --format markdown=plan.md",
            "baseline plan --only subscription=Payments --max-changes 50",
            "baseline plan --estate my-estate.json --detailed-exitcode",
        ],
        ["apply"] =
        [
            "baseline apply plan.json",
            "baseline apply plan.json --expect sha256:…",
            "baseline apply --emulator my-estate.json --auto-approve",
        ],
        ["show"] = ["baseline show plan.json", "baseline show plan.json --only subscription=Payments"],
        ["snapshot"] = ["baseline snapshot --out estate.json", "baseline snapshot --subscription Payments --redact --out estate.json"],
        ["explain"] = ["baseline explain CONTROL kv-pay-api", "baseline explain CONTROL kv-pay-api --estate my-estate.json"],
        ["undo"] = ["baseline undo --last", "baseline undo .baseline/runs/20261122T090000Z-0a1b2c3d.jsonl --out undo.json"],
        ["init"] = ["baseline init", "baseline init --subscription Payments --out baseline.yaml"],
        ["role"] =
        [
            "baseline role plan | az role definition create --role-definition @-",
            "baseline role --setup github --repository contoso/logs",
        ],
        ["controls"] = ["baseline controls", "baseline controls --standard cis-5.0"],
        ["validate"] = ["baseline validate", "baseline validate team.yaml"],
        ["fmt"] = ["baseline fmt", "baseline fmt --check"],
    };

    private readonly HelpAction _help = new() { MaxWidth = width };

    /// <summary>Whoever asks for help need not have named what the command takes.</summary>
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = _help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (Examples.TryGetValue(command.Name, out var examples))
        {
            output.Write($"Examples:\n{string.Concat(examples.Select(example => $"  {Named(example)}\n"))}\n");
        }

        return code;
    }

    private string Named(string example) => example.Replace("CONTROL", catalogue.All[0].Id, StringComparison.Ordinal);

    /// <summary>Puts the options of a command in the order in which they are looked for.</summary>
    public static void Order(Command command)
    {
        var options = command.Options.OrderBy(option =>
            Array.IndexOf(First, option.Name) is var early and >= 0 ? early
            : Array.IndexOf(Last, option.Name) is var late and >= 0 ? First.Length + 1 + late
            : First.Length).ToList();
        command.Options.Clear();
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }
}
