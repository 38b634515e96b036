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
    private const double MostSharedReads = 24;

    private readonly Option<string> _estate = new("--estate")
    {
        Description = "The estate file that seeds the emulator.",
        HelpName = "file",
        Required = true,
    };

    private readonly Option<int> _port = OptionValues.Number("--port", "The port on the loopback address; 0 for a free one.", HighestPort);
    private readonly Option<int> _latency =
        OptionValues.Number("--latency", "Milliseconds to wait before each answer of the Resource Manager.", LongestLatency);

    private readonly Option<LatencySpread?> _latencySpread = new("--latency-spread")
    {
        Description = "Let the latency vary as Azure's does, the same for the same seed: lognormal, with --latency as the median of "
            + "a read of one resource, 1.4 times as much for a list and 3 times for Resource Graph; sigma, from 0 to 2, is the "
            + string.Create(CultureInfo.InvariantCulture, $"standard deviation of its logarithm, by default {LatencySpread.UsualSigma}."),
        HelpName = "seed[:sigma]",
        CustomParser = OptionValues.ParseSpread,
    };

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
        Description = "Answer 429 when a subscription's quota is used up, until Retry-After is over, as Azure does.",
    };

    private readonly Option<double> _sharedReads = OptionValues.Decimal(
        "--shared-reads",
        "Let another client take so many reads a second out of each subscription's quota; needs --quotas.",
        0,
        MostSharedReads,
        0);

    private readonly Option<double> _quotaClock = OptionValues.Decimal(
        "--quota-clock",
        "How fast the clock of the quotas goes beside the client's, 0.97 for 3 per cent too slow; needs --quotas.",
        0.5,
        2,
        1);

    private readonly Option<FaultOptions?> _faults = new("--faults")
    {
        Description = "Let requests fail as Azure's do, the same ones for the same seed; the rate is per cent of the requests, by "
            + $"default {FaultOptions.UsualRate}.",
        HelpName = "seed[:rate]",
        CustomParser = OptionValues.ParseFaults,
    };

    public RootCommand Root(Func<ServerOptions, CancellationToken, Task<int>> run)
    {
        var root = new RootCommand(
            "Serves an emulated Azure Resource Manager over HTTPS on this machine, until Ctrl+C. Standard output gets what "
            + "clients need, as lines for a shell.");
        Option[] options = [_estate, _port, _save, _ca, _quotas, _sharedReads, _quotaClock, _latency, _latencySpread, _faults];
        foreach (var option in options)
        {
            root.Options.Add(option);
        }

        root.Validators.Add(NeedQuotas);
        root.SetAction((result, token) => run(Read(result), token));
        return root;
    }

    private void NeedQuotas(CommandResult result)
    {
        foreach (var option in (Option[])[_sharedReads, _quotaClock])
        {
            if (result.GetResult(option) is { Implicit: false } && !result.GetValue(_quotas))
            {
                result.AddError($"{option.Name} changes nothing without --quotas: add --quotas, or leave {option.Name} out.");
            }
        }
    }

    private ServerOptions Read(ParseResult result) => new(result.GetRequiredValue(_estate))
    {
        Port = result.GetValue(_port),
        Save = result.GetValue(_save),
        CaFile = result.GetValue(_ca),
        Latency = TimeSpan.FromMilliseconds(result.GetValue(_latency)),
        LatencySpread = result.GetValue(_latencySpread),
        Emulator = new EmulatorOptions(TimeProvider.System)
        {
            EnforceQuotas = result.GetValue(_quotas),
            ReadsOfOthersPerSecond = result.GetValue(_sharedReads),
            QuotaClockRate = result.GetValue(_quotaClock),

            // Who wants to feel the quotas wants to feel the waits too.
            RetryAfterMilliseconds = result.GetValue(_quotas) ? null : new EmulatorOptions(TimeProvider.System).RetryAfterMilliseconds,
            Faults = result.GetValue(_faults),
        },
    };
}
