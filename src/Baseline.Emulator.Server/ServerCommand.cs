using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

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

    public RootCommand Root(Func<ServerOptions, CancellationToken, Task<int>> run)
    {
        var root = new RootCommand(
            "Serves an emulated Azure Resource Manager over HTTPS on this machine, until Ctrl+C. Standard output gets what "
            + "clients need, as lines for a shell.");
        foreach (var option in (Option[])[_estate, _port, _save, _ca, _quotas, _latency])
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
        Emulator = new EmulatorOptions(TimeProvider.System) { EnforceQuotas = result.GetValue(_quotas) },
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
}
