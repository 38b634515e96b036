using System.Globalization;
using Baseline.Arm.Client;
using Baseline.Cli.Rendering;

namespace Baseline.Cli.Estates;

/// <summary>Says every request on standard error, one line each.</summary>
public sealed class RequestLog(Talk talk) : IRequestObserver
{
    /// <summary>A log where everything is to be told; else null.</summary>
    public static RequestLog? For(Talk talk) => talk.Display.Verbose ? new RequestLog(talk) : null;

    /// <inheritdoc/>
    public void Tried(RequestTry request)
    {
        var status = request.Status == 0 ? "no answer" : request.Status.ToString(CultureInfo.InvariantCulture);
        var time = Math.Round(request.Duration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        var headers = string.Concat(request.Headers.Select(header => $", {header.Name.ToLowerInvariant()}={header.Value}"));
        talk.Say(Printable.Text($"{request.Method} {request.Address} {status} in {time} ms, try {request.Try}{headers}"), Tone.Faint);
    }

    /// <inheritdoc/>
    public void Retrying(string operation, string code, TimeSpan wait) => talk.Say(
        Printable.Text($"{operation} is sent again in {wait.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s, because of {code}"),
        Tone.Faint);
}
