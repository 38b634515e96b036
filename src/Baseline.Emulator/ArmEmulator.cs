using System.Text;
using System.Text.Json.Nodes;
using Baseline.Emulator.Authorization;
using Baseline.Emulator.Batch;
using Baseline.Emulator.Faults;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Identity;
using Baseline.Emulator.Insights;
using Baseline.Emulator.KeyVault;
using Baseline.Emulator.Management;
using Baseline.Emulator.ResourceGraph;
using Baseline.Emulator.Storage;
using Baseline.Emulator.Store;

namespace Baseline.Emulator;

/// <summary>
/// An Azure Resource Manager in memory, seeded from an estate file. It is a second opinion of how Azure behaves: it
/// shares no code with the client that it is there to test. Safe to use from many threads; it serves one at a time.
/// </summary>
public sealed class ArmEmulator
{
    private readonly Lock _gate = new();
    private readonly List<ArmExchange> _log = [];
    private readonly RouteTable _routes = new();
    private readonly JsonObject _root;
    private readonly Tenant _tenant;
    private readonly ScopeRules _scopes;
    private readonly LockRules _locks;
    private readonly Quotas _quotas;
    private readonly QueryQuota _queries;
    private readonly ResponseHeaders _headers;
    private readonly FaultyGateway? _faults;
    private int _writes;

    private ArmEmulator(Tenant tenant, JsonObject root)
    {
        _tenant = tenant;
        _root = root;
        _scopes = new ScopeRules(tenant);
        _locks = new LockRules(tenant);
        var quotaClock = new DriftingClock(tenant.Clock, tenant.Options.QuotaClockRate);
        _quotas = new Quotas(tenant.Options, tenant.Resources, quotaClock);
        _queries = new QueryQuota(quotaClock, tenant.Options.EnforceQuotas);
        _headers = new ResponseHeaders(tenant);
        _faults = tenant.Options.Faults is { } faults ? new FaultyGateway(faults, Dispatch, Route) : null;
        AddRoutes();
    }

    /// <summary>Every request that was served, in order.</summary>
    public IReadOnlyList<ArmExchange> Log
    {
        get
        {
            lock (_gate)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>The directory that one signs in to: that of the first subscription.</summary>
    public string TenantId => _tenant.Subscriptions.FirstOrDefault()?.TenantId ?? _tenant.Options.TenantId.ToString();

    /// <summary>How many writes took effect, so that a caller knows whether there is anything new to save.</summary>
    public int Writes
    {
        get
        {
            lock (_gate)
            {
                return _writes;
            }
        }
    }

    /// <summary>Reads an estate file. Throws <see cref="EstateFormatException"/> where it is not one.</summary>
    public static ArmEmulator Load(Stream estateJson, EmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(estateJson);
        ArgumentNullException.ThrowIfNull(options);
        var (tenant, root) = EstateReader.Read(estateJson, options);
        return new ArmEmulator(tenant, root);
    }

    /// <summary>Writes the estate as it is now, in the format it was read in.</summary>
    public void Save(Stream target)
    {
        ArgumentNullException.ThrowIfNull(target);
        lock (_gate)
        {
            EstateWriter.Write(target, _root, _tenant.Resources);
        }
    }

    /// <summary>Serves one request.</summary>
    public ArmResponse Handle(ArmRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_gate)
        {
            return Serve(request.WithAbsoluteUri(), inBatch: false);
        }
    }

    private ArmResponse Serve(ArmRequest request, bool inBatch)
    {
        var served = _tenant.Options.Intercept?.Invoke(request) is { } answer ? Served.Plainly(answer)
            : _faults?.Serve(request, inBatch) ?? Served.Plainly(Dispatch(request));
        var body = request.Body.IsEmpty ? null : Encoding.UTF8.GetString(request.Body.Span);
        var exchange = new ArmExchange(request.Method, request.Uri.PathAndQuery, served.Status, body, inBatch) { Fault = served.Fault };
        _writes += exchange.IsWritten ? 1 : 0;
        _log.Add(exchange);
        return _headers.Complete(request, served.Answer);
    }

    private ArmResponse Dispatch(ArmRequest request)
    {
        if (ArmCall.Parse(request) is not { } call)
        {
            return Answer.Refused(
                400, "InvalidRequestContent", "The request content was invalid and could not be deserialized.");
        }

        var (header, throttled) = _quotas.Take(call);
        var response = throttled ?? _scopes.Refusal(call) ?? _locks.Refusal(call) ?? Route(call);
        return response.With(header.Key, header.Value);
    }

    private ArmResponse Route(ArmCall call)
    {
        if (_routes.Find(call.Method, call.Path) is { } serve)
        {
            return serve(call);
        }

        if (call is { IsRead: true, Path.IsCollection: false })
        {
            return _tenant.Resources.Find(call.Path) is { } resource
                ? Answer.Ok(resource.Body)
                : Answer.ResourceNotFound(call.Path);
        }

        var what = call.Path.IsCollection ? "the collection" : "a resource of type";
        return Answer.Refused(
            404,
            "InvalidResourceType",
            $"The emulator has no {call.Method} on {what} '{call.Path.Namespace}/{call.Path.TypeNames}' ({call.Path}).");
    }

    private void AddRoutes()
    {
        new SubscriptionApi(_tenant).AddTo(_routes);
        new ResourceGroupApi(_tenant).AddTo(_routes);
        new ProviderApi(_tenant).AddTo(_routes);
        new ResourceListApi(_tenant).AddTo(_routes);
        new KnownTypesApi(_tenant).AddTo(_routes);
        new ManagementGroupApi(_tenant).AddTo(_routes);
        new DiagnosticSettingApi(_tenant, _locks).AddTo(_routes);
        new CategoryApi(_tenant).AddTo(_routes);
        new LogProfileApi(_tenant).AddTo(_routes);
        new DataCollectionApi(_tenant).AddTo(_routes);
        new ActivityLogAlertApi(_tenant).AddTo(_routes);
        new ActionGroupApi(_tenant).AddTo(_routes);
        new VaultApi(_tenant).AddTo(_routes);
        new ManagedHsmApi(_tenant).AddTo(_routes);
        new AccessPolicyApi(_tenant).AddTo(_routes);
        new KeyApi(_tenant).AddTo(_routes);
        new StorageAccountApi(_tenant).AddTo(_routes);
        new ManagementPolicyApi(_tenant).AddTo(_routes);
        new BlobContainerApi(_tenant).AddTo(_routes);
        new ServiceApi(_tenant).AddTo(_routes);
        new UserAssignedIdentityApi(_tenant).AddTo(_routes);
        new RoleAssignmentApi(_tenant).AddTo(_routes);
        new RoleDefinitionApi(_tenant).AddTo(_routes);
        new LockApi(_tenant).AddTo(_routes);
        new ResourceGraphApi(_tenant, _queries).AddTo(_routes);
        new BatchApi(_tenant, request => Serve(request, inBatch: true)).AddTo(_routes);
    }
}
