using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Baseline.Emulator.Faults;

namespace Baseline.Emulator.Server;

/// <summary>The command line of the server.</summary>
internal sealed class ServerCommand
{
    private const int HighestPort = 65_535;
    private const int LongestLatency = 60_000;

    private readonly Option<string> _estate = new("--estate")
    {
        Description = "The estate file that seeds the emulator.",
        HelpName = "file",
        Required = true,
    };

    private readonly Option<int> _port = Number("--port", "The port on the loopback address; 0 for a free one.", HighestPort);
    private readonly Option<int> _latency =
        Number("--latency", "Milliseconds to wait before each answer of the Resource Manager.", LongestLatency);

    private readonly Option<string?> _ca = new("--ca")
    {
        Description = "Where to write the certificate that clients must trust; by default a temporary file.",
        HelpName = "file",
    };

    private readonly Option<bool> _save = new("--save")
    {
        Description = "Write the estate file back after each change, before it is answered.",
    };

    private readonly Option<bool> _quotas = new("--quotas")
    {
        Description = "Answer 429 when a subscription's quota is used up, as Azure does.",
    };

    private readonly Option<FaultOptions?> _faults = new("--faults")
    {
        Description = "Let requests fail as Azure's do, the same ones for the same seed; the rate is per cent of the requests, by "
            + $"default {FaultOptions.UsualRate}.",
        HelpName = "seed[:rate]",
        CustomParser = ParseFaults,
    };

    public RootCommand Root(Func<ServerOptions, CancellationToken, Task<int>> run)
    {
        var root = new RootCommand(
            "Serves an emulated Azure Resource Manager over HTTPS on this machine, until Ctrl+C. Standard output gets what "
            + "clients need, as lines for a shell.");
        foreach (var option in (Option[])[_estate, _port, _save, _ca, _quotas, _latency, _faults])
        {
            root.Options.Add(option);
        }

        root.SetAction((result, token) => run(Read(result), token));
        return root;
    }

    private ServerOptions Read(ParseResult result) => new(result.GetRequiredValue(_estate))
    {
        Port = result.GetValue(_port),
        Save = result.GetValue(_save),
        CaFile = result.GetValue(_ca),
        Latency = TimeSpan.FromMilliseconds(result.GetValue(_latency)),
        Emulator = new EmulatorOptions(TimeProvider.System)
        {
            EnforceQuotas = result.GetValue(_quotas),
            Faults = result.GetValue(_faults),
        },
    };

    private static Option<int> Number(string name, string description, int most) => new(name)
    {
        Description = description,
        HelpName = "n",
        CustomParser = result => Parse(result, name, most),
    };

    private static int Parse(ArgumentResult result, string name, int most)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most)
        {
            return number;
        }

        result.AddError($"{name} can't be \"{text}\": it is a number from 0 to {most}.");
        return 0;
    }

    private static FaultOptions? ParseFaults(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var parts = text.Split(':');
        var rate = FaultOptions.UsualRate;
        if (parts.Length <= 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            && (parts.Length == 1 || int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out rate))
            && rate <= 100)
        {
            return new FaultOptions(seed) { Rate = rate };
        }

        result.AddError($"--faults can't be \"{text}\": it is a seed, or a seed and per cent, as in 7 or 7:20.");
        return null;
    }
}
