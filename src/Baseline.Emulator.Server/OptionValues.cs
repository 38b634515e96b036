using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Baseline.Emulator.Faults;

namespace Baseline.Emulator.Server;

/// <summary>Reads the values of options, and says what they may be where one can't be read.</summary>
internal static class OptionValues
{
    private const double LargestSigma = 2;

    public static Option<int> Number(string name, string description, int most) => new(name)
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

    public static Option<double> Decimal(string name, string description, double least, double most, double usual) => new(name)
    {
        Description = description,
        HelpName = "n",
        DefaultValueFactory = _ => usual,
        CustomParser = result => ParseDecimal(result, name, least, most),
    };

    private static double ParseDecimal(ArgumentResult result, string name, double least, double most)
    {
        var text = result.Tokens[0].Value;
        if (TryDecimal(text, least, most, out var number))
        {
            return number;
        }

        result.AddError(string.Create(
            CultureInfo.InvariantCulture, $"{name} can't be \"{text}\": it is a number from {least} to {most}, as in {least + 0.5}."));
        return 0;
    }

    private static bool TryDecimal(string text, double least, double most, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
        && number >= least && number <= most;

    public static LatencySpread? ParseSpread(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var parts = text.Split(':');
        var sigma = LatencySpread.UsualSigma;
        if (parts.Length <= 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            && (parts.Length == 1 || TryDecimal(parts[1], 0, LargestSigma, out sigma)))
        {
            return new LatencySpread(seed) { Sigma = sigma };
        }

        result.AddError($"--latency-spread can't be \"{text}\": it is a seed, or a seed and a sigma from 0 to 2, as in 7 or 7:0.4.");
        return null;
    }

    public static FaultOptions? ParseFaults(ArgumentResult result)
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
