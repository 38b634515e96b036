using System.Globalization;
using Baseline.Arm.Client;
using Baseline.Cli.Output;

namespace Baseline.Cli.Estates;

/// <summary>Writes every request to standard error, one line each.</summary>
public sealed class RequestLog(ConsoleStreams streams) : IRequestObserver
{
    /// <summary>A log where everything is to be told; else null.</summary>
    public static RequestLog? For(ConsoleStreams streams) => streams.Display.Verbose ? new RequestLog(streams) : null;

    /// <inheritdoc/>
    public void Tried(RequestTry request)
    {
        var status = request.Status == 0 ? "no answer" : request.Status.ToString(CultureInfo.InvariantCulture);
        var time = Math.Round(request.Duration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        var headers = string.Concat(request.Headers.Select(header => $", {header.Name.ToLowerInvariant()}={header.Value}"));
        streams.WriteMessage(
            Printable.Text($"{request.Method} {request.Address} {status} in {time} ms, try {request.Try}{headers}"), Tone.Faint);
    }

    /// <inheritdoc/>
    public void Retrying(string operation, string code, TimeSpan wait)
    {
        var seconds = wait.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        streams.WriteMessage(Printable.Text($"{operation} is sent again in {seconds} s, because of {code}"), Tone.Faint);
    }
}
