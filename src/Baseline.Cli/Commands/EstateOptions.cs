using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Baseline.Arm.Reading;
using Baseline.Cli.Estates;
using Baseline.Cli.Files;

namespace Baseline.Cli.Commands;

/// <summary>The options that say where the estate is.</summary>
internal sealed class EstateOptions
{
    private const int DefaultParallelism = 128;
    private const int MostParallel = 256;

    private readonly FileOption _captured =
        new(FileUse.Input, TypedCommand.Captured, "A captured estate: read only, no credentials.");

    private readonly FileOption _emulator = new(
        FileUse.Input, TypedCommand.Emulator, "The embedded emulator, seeded from an estate file; apply writes the file back.")
    {
        Beside = ".lock",
    };

    private readonly Option<string> _cloud = OptionFactory.Of("--cloud", "The Azure cloud.", "public", "china", "usgov");
    private readonly Option<Uri?> _endpoint = new("--endpoint")
    {
        Description = "Azure Resource Manager at another address.",
        HelpName = "url",
        CustomParser = Address,
    };

    private readonly Option<string> _credential = OptionFactory.Of(
        "--credential",
        "How to sign in to Azure: what is found first, workload identity, managed identity, AZURE_* variables, or `az login`.",
        "default", "workload", "managed", "environment", "cli");

    private readonly Option<int> _parallelism = new("--parallelism")
    {
        Description = $"The most requests at a time, 1 to {MostParallel}; fewer go where Azure is slow.",
        HelpName = "n",
        DefaultValueFactory = _ => DefaultParallelism,
        CustomParser = Parallelism,
    };

    private readonly Option<string> _inventory = OptionFactory.Of(
        "--inventory",
        "How vaults are found: with Resource Graph and the providers' lists, the same with a warning where Resource Graph is not "
            + "available, or with the lists alone. The plan is the same.",
        "auto", "graph", "lists");

    private readonly Option<bool> _batch = new("--batch")
    {
        Description = "Ask for diagnostic settings 20 at a time, where Azure takes it.",
    };

    public void AddTo(Command command, bool isReadOnly)
    {
        command.Options.Add(_captured);
        command.Options.Add(_emulator);
        command.Options.Add(_cloud);
        command.Options.Add(_endpoint);
        command.Options.Add(_credential);
        command.Options.Add(_parallelism);
        command.Options.Add(_inventory);
        command.Options.Add(_batch);
        _captured.Hidden = !isReadOnly;
        command.Validators.Add(result => Check(result, isReadOnly));
    }

    public EstateArguments Read(ParseResult result) => new(
        result.GetValue(_captured),
        result.GetValue(_emulator),
        result.GetValue(_cloud) ?? "public",
        result.GetValue(_endpoint),
        result.GetValue(_credential) ?? "default",
        result.GetValue(_parallelism),
        result.GetValue(_inventory) switch { "graph" => Inventory.Graph, "lists" => Inventory.Lists, _ => Inventory.Auto },
        result.GetValue(_batch))
    {
        Typed = TypedCommand.Of(result),
    };

    private void Check(CommandResult result, bool isReadOnly)
    {
        bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
        if (!isReadOnly && IsGiven(_captured))
        {
            result.AddError("A captured estate is read only: apply to --emulator FILE or to Azure.");
            return;
        }

        Option[] places = [_captured, _emulator, _cloud, _endpoint];
        var given = places.Where(IsGiven).Select(option => option.Name).ToList();
        if (given.Count > 1)
        {
            result.AddError($"{given[0]} and {given[1]} exclude each other.");
        }
    }

    private static Uri? Address(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
        {
            return address;
        }

        result.AddError($"--endpoint can't be \"{text}\": it is an address that starts with https://.");
        return null;
    }

    private static int Parallelism(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostParallel)
        {
            return number;
        }

        result.AddError($"--parallelism can't be \"{text}\": it is a number from 1 to {MostParallel}.");
        return DefaultParallelism;
    }
}
