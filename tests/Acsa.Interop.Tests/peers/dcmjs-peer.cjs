// node dcmjs-peer.cjs serve PORT FILE MOVEPORT     an SCP that says what it gets, a line of JSON for each message; FILE is what it holds
// node dcmjs-peer.cjs call PORT REQUESTS [OPTIONS]  an SCU: REQUESTS is a JSON array, each response a line of JSON; ends with its association
const { createHash } = require('node:crypto');
const dimse = require('dcmjs-dimse');
const { Client, Dataset, Scp, Server } = dimse;
const { requests, responses } = dimse;
const { PresentationContextResult, SopClass, Status, TransferSyntax } = dimse.constants;

dimse.log.setLevel('warn');
const commitment = '1.2.840.10008.1.20.1';
const commitmentInstance = '1.2.840.10008.1.20.1.1';
const say = (what) => process.stdout.write(JSON.stringify(what) + '\n');
const pixelHash = (dataset) => {
  const pixels = dataset.getElement('PixelData');
  const bytes = pixels && Buffer.from(Array.isArray(pixels) ? pixels[0] : pixels);
  return bytes ? createHash('sha256').update(bytes).digest('hex') : null;
};

class Peer extends Scp {
  associationRequested(association) {
    this.association = association;
    const window = association.getNegotiateAsyncOps() ? association.getMaxAsyncOpsInvoked() : null;
    say({ event: 'associate', calling: association.getCallingAeTitle(), window,
      user: association.getNegotiateUserIdentity() ? association.getUserIdentityPrimaryField() : null });
    if (association.getNegotiateUserIdentity()) {
      association.setUserIdentityServerResponse('');
      association.setNegotiateUserIdentityServerResponse(true);
    }
    for (const { id } of association.getPresentationContexts()) {
      const context = association.getPresentationContext(id);
      const plain = context.getTransferSyntaxUids().find((uid) =>
        uid === TransferSyntax.ImplicitVRLittleEndian || uid === TransferSyntax.ExplicitVRLittleEndian);
      if (plain) context.setResult(PresentationContextResult.Accept, plain);
      else context.setResult(PresentationContextResult.RejectTransferSyntaxesNotSupported);
    }
    this.sendAssociationAccept();
  }

  associationReleaseRequested() {
    this.sendAssociationReleaseResponse();
  }

  cEchoRequest(request, callback) {
    callback(this.#answer(responses.CEchoResponse, request));
  }

  cStoreRequest(request, callback) {
    const dataset = request.getDataset();
    say({ event: 'store', instance: request.getAffectedSopInstanceUid(), pixels: pixelHash(dataset) });
    callback(this.#answer(responses.CStoreResponse, request));
  }

  cFindRequest(request, callback) {
    const key = request.getDataset().getElement('PatientID');
    say({ event: 'find', level: request.getDataset().getElement('QueryRetrieveLevel'), patient: key });
    const matches = ['1.2.3.1', '1.2.3.2'].map((StudyInstanceUID) => {
      const match = this.#answer(responses.CFindResponse, request, Status.Pending);
      match.setDataset(new Dataset({ QueryRetrieveLevel: 'STUDY', PatientID: key, StudyInstanceUID }));
      return match;
    });
    callback([...matches, this.#answer(responses.CFindResponse, request)]);
  }

  cMoveRequest(request, callback) {
    say({ event: 'move' });
    const store = new requests.CStoreRequest(storedFile);
    let failures = 0;
    store.on('response', (response) => { if (response.getStatus() !== Status.Success) failures++; });
    const client = new Client();
    client.addRequest(store);
    client.on('closed', () => {
      const end = this.#answer(responses.CMoveResponse, request);
      end.setCompleted(1 - failures);
      end.setFailures(failures);
      end.setWarnings(0);
      callback([end]);
    });
    client.send('127.0.0.1', movePort, 'DCMJS', 'ACSA');
  }

  cGetRequest(request, callback) {
    say({ event: 'get' });
    const store = new requests.CStoreRequest(storedFile);
    store.on('response', (response) => {
      const end = this.#answer(responses.CGetResponse, request);
      const stored = response.getStatus() === Status.Success;
      end.setCompleted(stored ? 1 : 0);
      end.setFailures(stored ? 0 : 1);
      end.setWarnings(0);
      callback([end]);
    });
    this.sendRequests(store);
  }

  nActionRequest(request, callback) {
    const asked = request.getDataset();
    say({ event: 'action', type: request.getActionTypeId(), transaction: asked.getElement('TransactionUID') });
    callback(this.#answer(responses.NActionResponse, request));
    const report = new requests.NEventReportRequest(commitment, commitmentInstance, 1);
    report.setDataset(new Dataset({
      TransactionUID: asked.getElement('TransactionUID'),
      ReferencedSOPSequence: asked.getElement('ReferencedSOPSequence'),
    }));
    report.on('response', (response) => say({ event: 'reported', status: response.getStatus() }));
    this.sendRequests(report);
  }

  nEventReportRequest(request, callback) {
    say({ event: 'report', type: request.getEventTypeId(), transaction: request.getDataset().getElement('TransactionUID') });
    callback(this.#answer(responses.NEventReportResponse, request));
  }

  #answer(kind, request, status = Status.Success) {
    const response = kind.fromRequest(request);
    response.setStatus(status);
    return response;
  }
}

const makers = {
  echo: () => new requests.CEchoRequest(),
  store: ({ file }) => new requests.CStoreRequest(file),
  find: () => requests.CFindRequest.createStudyFindRequest({ PatientID: '*' }),
  move: ({ study }) => requests.CMoveRequest.createStudyMoveRequest('DCMJS', study),
  get: ({ study }) => requests.CGetRequest.createStudyGetRequest(study),
  commit: ({ transaction, sopClass, instance }) => {
    const request = new requests.NActionRequest(commitment, commitmentInstance, 1);
    request.setDataset(new Dataset({
      TransactionUID: transaction,
      ReferencedSOPSequence: [{ ReferencedSOPClassUID: sopClass, ReferencedSOPInstanceUID: instance }],
    }));
    return request;
  },
};

function call(port, list, options) {
  const client = new Client();
  for (const item of list) {
    const request = makers[item.op](item);
    request.on('response', (response) => say({ op: item.op, status: response.getStatus() }));
    client.addRequest(request);
  }
  client.on('nEventReportRequest', (request, callback) => {
    const dataset = request.getDataset();
    say({ event: 'report', type: request.getEventTypeId(), transaction: dataset.getElement('TransactionUID') });
    const response = responses.NEventReportResponse.fromRequest(request);
    response.setStatus(Status.Success);
    callback(response);
  });
  client.on('associationAccepted', (association) => say({
    event: 'accepted',
    window: association.getNegotiateAsyncOps() ? association.getMaxAsyncOpsInvoked() : null,
    identity: association.getNegotiateUserIdentityServerResponse(),
  }));
  client.on('associationRejected', (reason) => say({ event: 'rejected', reason }));
  client.on('networkError', (error) => say({ event: 'error', message: String(error) }));
  client.on('closed', () => process.exit(0));
  client.send('127.0.0.1', port, 'DCMJS', 'ACSA', options);
}

let storedFile;
let movePort;
const [mode, port, argument, extra] = process.argv.slice(2);
if (mode === 'serve') {
  [storedFile, movePort] = [argument, Number(extra)];
  const server = new Server(Peer);
  server.on('networkError', (error) => say({ event: 'error', message: String(error) }));
  server.listen(Number(port));
} else {
  call(Number(port), JSON.parse(argument), JSON.parse(extra ?? '{}'));
}
