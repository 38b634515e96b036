using System.Globalization;

namespace Baseline.Bench;

/// <summary>One run and what the server saw of it.</summary>
/// <param name="Run">What the process took.</param>
/// <param name="Requests">Requests that came, those in batches not counted.</param>
/// <param name="Throttled">Requests that were refused with 429.</param>
internal sealed record Sample(Run Run, int Requests, int Throttled)
{
    public static Sample Of(Run run, ServedEstate served)
    {
        var log = served.Log;
        return new Sample(run, log.Count(exchange => !exchange.InBatch), log.Count(exchange => exchange.Status == 429));
    }
}

/// <summary>Several runs of the same.</summary>
internal sealed class Samples(IReadOnlyList<Sample> samples)
{
    public double Median(Func<Sample, double> figure) => samples.Select(figure).Order().ElementAt(samples.Count / 2);

    /// <summary>The median, and where there are several different figures the least and the most: "18.9 (18.8 to 19.3)".</summary>
    public string Text(Func<Sample, double> figure, string format)
    {
        string Of(double number) => number.ToString(format, CultureInfo.InvariantCulture);
        var (least, most) = (Of(samples.Min(figure)), Of(samples.Max(figure)));
        return least == most ? least : $"{Of(Median(figure))} ({least} to {most})";
    }
}
