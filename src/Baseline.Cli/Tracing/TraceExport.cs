using Baseline.Arm.Client;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Baseline.Cli.Tracing;

/// <summary>
/// Sends the spans of a run over OTLP where the standard OTEL_ variables ask for it. It never makes a run fail, and holds its
/// end up by no more than <see cref="MaxWait"/>.
/// </summary>
internal sealed class TraceExport : IDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    private readonly TracerProvider _provider;

    private TraceExport(TracerProvider provider) => _provider = provider;

    /// <summary>Begins to collect; null where nothing asks for it.</summary>
    /// <param name="variable">Looks up an environment variable.</param>
    public static TraceExport? Start(Func<string, string?> variable)
    {
        if (variable("OTEL_SDK_DISABLED")?.Trim().Equals("true", StringComparison.OrdinalIgnoreCase) == true
            || (variable("OTEL_TRACES_EXPORTER") is { Length: > 0 } exporter && exporter.Trim() != "otlp"))
        {
            return null;
        }

        var isGrpc = Variable("PROTOCOL") == "grpc";
        return Endpoint(variable, isGrpc) is { } endpoint
            ? new TraceExport(Sdk.CreateTracerProviderBuilder()
                .AddSource(Spans.SourceName, ArmTelemetry.SourceName)
                .SetResourceBuilder(ResourceBuilder.CreateDefault()
                    .AddService(
                        variable("OTEL_SERVICE_NAME") ?? "baseline",
                        serviceVersion: BuildStamp.Version,
                        autoGenerateServiceInstanceId: false))
                .AddOtlpExporter(options =>
                {
                    options.Endpoint = endpoint;
                    options.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
                    options.TimeoutMilliseconds = (int)MaxWait.TotalMilliseconds;
                    options.Headers = Variable("HEADERS") ?? options.Headers;
                })
                .Build())
            : null;

        string? Variable(string name) =>
            variable($"OTEL_EXPORTER_OTLP_TRACES_{name}") ?? variable($"OTEL_EXPORTER_OTLP_{name}");
    }

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _provider.Shutdown((int)MaxWait.TotalMilliseconds);
        _provider.Dispose();
    }

    /// <summary>The address of traces is used as it is; the one of all signals has the signal's path put behind it.</summary>
    private static Uri? Endpoint(Func<string, string?> variable, bool isGrpc)
    {
        var own = variable("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        var common = variable("OTEL_EXPORTER_OTLP_ENDPOINT");
        var text = !string.IsNullOrWhiteSpace(own) ? own
            : string.IsNullOrWhiteSpace(common) ? null
            : isGrpc ? common
            : $"{common.TrimEnd('/')}/v1/traces";
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") ? uri : null;
    }
}
