using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Baseline.Applying;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Arm.Writing;
using Baseline.Cli.Estates;
using Baseline.Cli.Output;
using Baseline.Cli.Tests.Faults;
using Baseline.Emulator;

namespace Baseline.Cli.Tests.FieldCases;

/// <summary>The emulator as if it were Azure, behind answers that some requests always get instead of the emulator's.</summary>
/// <param name="rules">A JSON list of method, part of the address, status, headers and body.</param>
internal sealed class AnsweringAzure(string rules) : IEstateOpener
{
    private readonly IReadOnlyList<JsonNode> _rules = [.. JsonNode.Parse(rules)?.AsArray().OfType<JsonNode>() ?? []];
    private readonly HastyClock _clock = new();
    private readonly List<string> _writes = [];

    /// <summary>The writes that were tried, each with method and path.</summary>
    public IReadOnlyList<string> Writes
    {
        get
        {
            lock (_writes)
            {
                return [.. _writes];
            }
        }
    }

    public EstateSession Open(EstateArguments arguments, IOContext io, ConsoleStreams streams)
    {
        if (arguments.EmulatorFile is not { } file)
        {
            return new EstateSource().Open(arguments, io, streams);
        }

        using var seed = new MemoryStream(File.ReadAllBytes(Path.Combine(io.WorkingDirectory, file)));
        var emulator = ArmEmulator.Load(seed, new EmulatorOptions(_clock));
        var connection = new ArmConnection(new ArmOptions
        {
            Clock = _clock,
            Transport = new HttpClientTransport(new Network(this, new ArmEmulatorHandler(emulator))),
            Observer = RequestLog.For(streams),
        });
        var failures = new ReadFailures();
        return new EstateSession(
            new ArmEstateReader(connection, "azure", null, new ReadOptions { Failures = failures }),
            new ArmChangeWriter(connection),
            () => Save(emulator, Path.Combine(io.WorkingDirectory, file)))
        { Pace = ApplyPace.InMemory, Failures = failures };
    }

    /// <summary>Deletes a vault of an estate file by a request to the emulator; 0 where it answered that it did.</summary>
    public async Task<int> DeleteAsync(string path, string id)
    {
        using var seed = new MemoryStream(await File.ReadAllBytesAsync(path));
        var emulator = ArmEmulator.Load(seed, new EmulatorOptions(_clock));
        using var client = new HttpClient(new ArmEmulatorHandler(emulator));
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"https://management.azure.com{id}?api-version=2026-02-01");
        request.Headers.Authorization = new("Bearer", "token");
        using var answer = await client.SendAsync(request);
        Save(emulator, path);
        return answer.IsSuccessStatusCode ? 0 : (int)answer.StatusCode;
    }

    private static void Save(ArmEmulator emulator, string path)
    {
        using var target = File.Create(path);
        emulator.Save(target);
    }

    private HttpResponseMessage? AnswerTo(HttpRequestMessage request)
    {
        if (request.Method != HttpMethod.Get)
        {
            lock (_writes)
            {
                _writes.Add($"{request.Method} {request.RequestUri?.AbsolutePath}");
            }
        }

        var rule = _rules.FirstOrDefault(rule =>
            (string?)rule["method"] == request.Method.Method
            && request.RequestUri?.PathAndQuery.Contains((string?)rule["contains"] ?? "", StringComparison.OrdinalIgnoreCase) == true);
        if (rule is null)
        {
            return null;
        }

        var response = new HttpResponseMessage((HttpStatusCode)(int)(rule["status"] ?? 500))
        {
            Content = new StringContent(rule["body"]?.ToJsonString() ?? "", Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in rule["headers"]?.AsObject() ?? [])
        {
            response.Headers.TryAddWithoutValidation(name, (string?)value);
        }

        return response;
    }

    private sealed class Network(AnsweringAzure azure, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            azure.AnswerTo(request) ?? await base.SendAsync(request, cancellationToken);
    }
}
